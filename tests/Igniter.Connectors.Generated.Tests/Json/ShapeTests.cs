using Acme.JsonSecrets;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Generated.Tests.Json;

/// <summary>Shapes lead to every secret and every required member.</summary>
public sealed class ShapeTests
{
    private static TypeShape Config => Contracts.Of<JsonSecretsConnector.Config>().Shape;

    [Fact]
    public void A_configurations_shape_lists_every_member_with_its_traits() => Assert.Equal(
        [
            ("token", MemberTraits.Required | MemberTraits.Encrypted),
            ("pin", MemberTraits.Required | MemberTraits.Encrypted),
            ("account", MemberTraits.Required),
            ("address", MemberTraits.Encrypted),
            ("keys", MemberTraits.Encrypted),
            ("accounts", MemberTraits.None),
            ("byName", MemberTraits.None),
            ("maybe", MemberTraits.None),
            ("credentials", MemberTraits.None),
            ("fallback", MemberTraits.None),
            ("plain", MemberTraits.None),
            ("region", MemberTraits.None),
        ],
        Config.Members.Select(member => (member.Name, member.Traits)));

    [Theory]
    [InlineData("account.password", MemberTraits.Encrypted)]
    [InlineData("account.email", MemberTraits.Sensitive)]
    [InlineData("account.user-name", MemberTraits.Required)]
    [InlineData("accounts.[].password", MemberTraits.Encrypted)]
    [InlineData("byName.*.[].password", MemberTraits.Encrypted)]
    [InlineData("maybe.key", MemberTraits.Required | MemberTraits.Encrypted)]
    [InlineData("credentials.user", MemberTraits.Required)]
    [InlineData("credentials.secret", MemberTraits.Encrypted)]
    [InlineData("credentials.extra.password", MemberTraits.Encrypted)]
    [InlineData("credentials.extra.text", MemberTraits.None)]
    [InlineData("fallback.fallback.token", MemberTraits.Required | MemberTraits.Encrypted)]
    public void A_shape_leads_to_what_is_inside(string path, MemberTraits traits) => Assert.Equal(traits, Find(Config, path.Split('.')));

    [Fact]
    public void Nothing_leads_to_where_nothing_is() => Assert.Null(Config.Members.Single(member => member.Name == "plain").Type);

    [Fact]
    public void Inputs_and_results_have_shapes()
    {
        TypeShape input = Contracts.All["JsonSecretsConnector.ShareInputContract"].Shape;

        Assert.Equal(
            [
                ("text", MemberTraits.Required | MemberTraits.Sensitive),
                ("number", MemberTraits.Sensitive),
                ("holder", MemberTraits.Required),
            ],
            input.Members.Select(member => (member.Name, member.Traits)));
        Assert.Equal(MemberTraits.Encrypted, Find(Contracts.Of<Holder<Account>>().Shape, ["value", "password"]));
    }

    private static MemberTraits Find(TypeShape shape, ReadOnlySpan<string> path)
    {
        if (path[0] is "[]" or "*")
        {
            Assert.Equal(path[0] == "[]" ? ShapeKind.Items : ShapeKind.Entries, shape.Kind);
            return Find(shape.Element, path[1..]);
        }

        string name = path[0];
        ShapeMember member = Assert.Single(shape.Members, member => member.Name == name);
        return path.Length == 1 ? member.Traits : Find(member.Type!(), path[1..]);
    }
}
