using Corpus.Secrets;

namespace Igniter.Connectors.Generated.Tests;

/// <summary>S120: printing a record shows no secret, at any depth.</summary>
public sealed class RedactionTests
{
    private const string Secret = "canary";

    [Fact]
    public void S120_a_record_prints_what_it_would_but_for_its_secrets()
    {
        SecretsConnector.Config config = new(Secret, Secret, "shown") { Number = 815 };

        Assert.Equal(
            "Config { Marked = ***, Unmarked = ***, Shown = shown, Number = ***, Inner = , Many = Corpus.Secrets.Inner[], "
            + "Pair = (Inner { Secret = ***, Open = open }, Plain { Text = pair }), Plain = , Closed = ***, Quiet = , Talkative = ***, Page = , "
            + "Point = Point { Secret = ***, Shown = 0 }, MaybePoint =  }",
            config.ToString());
    }

    [Fact]
    public void S120_secrets_at_depth_are_not_printed()
    {
        SecretsConnector.Config config = new(Secret, Secret, "shown")
        {
            Inner = new(Secret) { Open = "inner" },
            Many = [new(Secret)],
            Pair = (new(Secret), new("pair")),
            Plain = new("plain"),
            Closed = new(Secret),
            Quiet = new() { Secret = Secret },
            Talkative = new() { Secret = Secret },
            Page = new(new(Secret), Secret),
            Point = new(Secret, 1),
            MaybePoint = new Point(Secret, 2),
        };

        string text = config.ToString();

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains("Inner = Inner { Secret = ***, Open = inner }", text, StringComparison.Ordinal);
        Assert.Contains("Plain = Plain { Text = plain }", text, StringComparison.Ordinal);
        Assert.Contains("Page = Page { First = Inner { Secret = ***, Open = open }, Cursor = *** }", text, StringComparison.Ordinal);
        Assert.Contains("MaybePoint = Point { Secret = ***, Shown = 2 }", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S120_each_record_of_a_hierarchy_hides_its_own_secrets()
    {
        Assert.Equal("Animal { Name = a, Chip = ***, Tag = *** }", new Animal("a") { Chip = Secret }.ToString());
        Assert.Equal("Dog { Name = d, Chip = ***, Tag = ***, Collar = *** }", new Dog("d", Secret) { Chip = Secret }.ToString());
        Assert.Equal(
            "Puppy { Name = p, Chip = ***, Tag = ***, Collar = ***, Age = 1 }",
            new Puppy("p", Secret, 1) { Chip = Secret, Tag = Secret }.ToString());
    }

    [Fact]
    public void What_the_user_wrote_stays() => Assert.Equal("written by hand", new Written(Secret).ToString());

    [Fact]
    public void Records_still_compare_by_value() => Assert.Equal(new Inner(Secret), new Inner(Secret));
}
