using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests;

public sealed class RegistryTests
{
    private const string Usings = """
        using Igniter.Connectors;
        using Microsoft.Extensions.DependencyInjection;
        """;

    [Fact]
    public void AddConnectors_adds_scopes_and_connectors_in_a_fixed_order()
    {
        Generated generated = Generated.From(Usings + """
            [assembly: ConnectorScope("user")]
            [assembly: ConnectorScope("sub_account", RequiresIdentity = true)]
            [assembly: ConnectorScope("system", RequiresIdentity = false)]
            namespace Acme
            {
                [Connector("z")] public partial class ZConnector;
                [Connector("b")] internal partial class BConnector;
            }
            """);

        Snapshot.Match(generated.Sources.Where(source => source.HintName == "Igniter.Connectors.Registry.g.cs"));
    }

    [Fact]
    public void AddConnectors_is_there_before_the_first_connector() =>
        Generated.From(Usings + "internal static class Use { public static void Of(ConnectorsBuilder builder) => builder.AddConnectors().AddConnectors(); }");

    [Fact]
    public void Scopes_are_methods_of_the_manager()
    {
        Generated.From(Usings + """
            [assembly: ConnectorScope("organization")]
            [assembly: ConnectorScope("sub_account-2")]
            [assembly: ConnectorScope("system", RequiresIdentity = false)]
            internal static class Use
            {
                public static ConnectorScope[] Of(ConnectorManager manager) =>
                    [manager.Organization("a"), manager.SubAccount2(identity: "a"), manager.System(), manager.System("a"), manager.System(identity: null)];
            }
            """);
    }

    [Theory]
    [InlineData("[assembly: ConnectorScope(\"\")]")]
    [InlineData("[assembly: ConnectorScope(\"Bad key\")]")]
    [InlineData("[assembly: ConnectorScope(null!)]")]
    [InlineData("[assembly: ConnectorScope(\"a_b\")] [assembly: ConnectorScope(\"a-b\")] [assembly: ConnectorScope(\"a_b\")]")]
    public void A_scope_that_cannot_be_a_method_is_left_out(string attributes) => Generated.From(Usings + attributes);

    [Fact]
    public void The_public_connectors_of_references_are_added_and_their_scopes_are_not()
    {
        MetadataReference library = Library("Library", """
            [assembly: ConnectorScope("elsewhere")]
            namespace Lib
            {
                [Connector("open")] public partial class OpenConnector { [Action] public Task<int> OneAsync() => Task.FromResult(1); }
                [Connector("closed")] internal partial class ClosedConnector;
                public partial class Outer { [Connector("inner")] public partial class InnerConnector; }
                internal partial class Hidden { [Connector("hidden")] public partial class HiddenConnector; }
            }
            """);

        Generated generated = Generated.From(TestCompilation.Of(Usings + """
            [assembly: ConnectorScope("here")]
            namespace App
            {
                [Connector("own")] public partial class OwnConnector;
                internal static class Use
                {
                    public static Task<int> Of(ConnectorManager manager, ConnectorsBuilder builder)
                    {
                        builder.AddConnectors();
                        return manager.Here("a").Open.OneAsync();
                    }
                }
            }
            """).AddReferences(library));

        Assert.Equal(["App.OwnConnector", "Lib.OpenConnector", "Lib.Outer.InnerConnector"], AddedTo(generated));
        Assert.DoesNotContain("elsewhere", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_comes_through_another_counts_as_well()
    {
        MetadataReference first = Library("First", "namespace First { [Connector(\"a\")] public partial class AConnector; }");
        MetadataReference second = Library("Second", "namespace Second { [Connector(\"b\")] public partial class BConnector; }", first);

        Assert.Equal(["First.AConnector", "Second.BConnector"], AddedTo(Generated.From(TestCompilation.Of(Usings).AddReferences(first, second))));
    }

    [Fact]
    public void Excluded_connectors_are_left_out_own_and_referenced_ones()
    {
        MetadataReference library = Library("Library", "namespace Lib { [Connector(\"a\")] public partial class AConnector; [Connector(\"b\")] public partial class BConnector; }");

        Generated generated = Generated.From(TestCompilation.Of(Usings + """
            [assembly: ExcludeConnector(typeof(Lib.AConnector))]
            [assembly: ExcludeConnector(typeof(App.CConnector))]
            namespace App { [Connector("c")] public partial class CConnector; [Connector("d")] public partial class DConnector; }
            """).AddReferences(library));

        Assert.Equal(["App.DConnector", "Lib.BConnector"], AddedTo(generated));
        Assert.Contains("ExportedConnector(typeof(global::App.CConnector), \"c\")", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_assemblies_that_see_into_one_another_do_not_clash()
    {
        MetadataReference library = Library("Library", """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("App")]
            [assembly: ConnectorScope("organization")]
            namespace Lib { [Connector("x")] public partial class XConnector; [Connector("i")] internal partial class InternalConnector; }
            """);

        Generated.From(TestCompilation.Of(Usings + """
            [assembly: ConnectorScope("organization")]
            namespace App
            {
                [Connector("x2")] public partial class XConnector;
                [Connector("d")] internal partial class DerivedConnector : Lib.InternalConnector;
                internal static class Use
                {
                    public static ConnectorScope Of(ConnectorManager manager, ConnectorsBuilder builder)
                    {
                        builder.AddConnectors();
                        return manager.Organization("a");
                    }
                }
            }
            """).AddReferences(library));
    }

    [Fact]
    public void A_reference_under_an_alias_is_left_out()
    {
        MetadataReference library = Library("Library", "namespace Lib { [Connector(\"a\")] public partial class AConnector; }").WithAliases(["lib"]);

        Assert.Empty(AddedTo(Generated.From(TestCompilation.Of(Usings).AddReferences(library))));
    }

    [Fact]
    public void A_compilation_without_the_library_gets_nothing()
    {
        CSharpCompilation compilation = TestCompilation.Of("internal sealed class Nothing;");
        compilation = compilation.RemoveReferences(compilation.References.Where(reference => reference.Display!.EndsWith("Igniter.Connectors.dll", StringComparison.Ordinal)));

        Assert.Empty(Generated.From(compilation).Sources);
    }

    [Fact]
    public void Obsolete_connectors_are_added_without_a_warning()
    {
        MetadataReference library = Library("Library", "namespace Lib { [Obsolete(\"Old.\"), Connector(\"a\")] public partial class AConnector; }");

        Generated generated = Generated.From(TestCompilation.Of(
            Usings + "namespace App { [Obsolete, Connector(\"b\")] public partial class BConnector { [Obsolete(\"x\")] public partial class Config; } }").AddReferences(library));

        Assert.Equal(["App.BConnector", "Lib.AConnector"], AddedTo(generated));
    }

    private static PortableExecutableReference Library(string name, string source, params MetadataReference[] references) =>
        Generated.From(TestCompilation.Named(name, Usings + source).AddReferences(references)).ToReference();

    private static IEnumerable<string> AddedTo(Generated generated) => generated.Text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("builder.AddConnector<", StringComparison.Ordinal))
        .Select(line => line["builder.AddConnector<global::".Length..^">();".Length]);
}
