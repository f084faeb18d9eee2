using System.Globalization;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Benchmarks.Generator;

/// <summary>A project of many connectors, one class a file, with five actions each, and one file that has nothing to do with them.</summary>
internal static class ConnectorSolution
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    private static MetadataReference[] References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ConnectorAttribute).Assembly.Location),
        .. Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll").Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Create(int connectors) => CSharpCompilation.Create(
        "App",
        Enumerable.Range(0, connectors).Select(Connector).Prepend(Unrelated("a")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The compilation after one character was typed in a file without a connector.</summary>
    public static CSharpCompilation EditUnrelated(CSharpCompilation compilation, string character) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Unrelated(character));

    /// <summary>The compilation after one character was typed in an action's name.</summary>
    public static CSharpCompilation EditConnector(CSharpCompilation compilation, string character)
    {
        SyntaxTree tree = compilation.SyntaxTrees[1];
        string text = Connector(0).ToString().Replace("GetAsync", $"Get{character}Async", StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));
    }

    private static SyntaxTree Unrelated(string character) => Parse(
        $$"""
        namespace Acme;

        internal static class Unrelated
        {
            public static string Text => "{{character}}";
        }
        """,
        "Unrelated.cs");

    private static SyntaxTree Connector(int number)
    {
        string id = number.ToString(CultureInfo.InvariantCulture);
        return Parse(
            $$"""
            using System.ComponentModel.DataAnnotations;
            using System.Threading;
            using System.Threading.Tasks;
            using Igniter.Connectors;

            namespace Acme;

            /// <summary>The service number {{id}}.</summary>
            [Connector("service{{id}}", Name = "Service {{id}}", Category = "benchmark")]
            public sealed partial class Service{{id}}Connector
            {
                public sealed partial record Config
                {
                    [Encrypted, StringLength(100, MinimumLength = 8)]
                    public required string Token { get; init; }

                    public required string Account { get; init; }

                    [Range(1, 100)]
                    public int PageSize { get; init; } = 25;
                }

                public sealed record Item(long Id, string Name, decimal? Price);

                /// <summary>Gets one.</summary>
                [Action]
                public Task<Item> GetAsync(long id, ConnectorContext<Config> context, CancellationToken cancellationToken) =>
                    Task.FromResult(new Item(id, context.Config.Account, null));

                /// <summary>Adds one.</summary>
                [Action]
                public Task<Item> AddAsync([StringLength(50, MinimumLength = 1)] string name, decimal? price, CancellationToken cancellationToken) =>
                    Task.FromResult(new Item(1, name, price));

                /// <summary>Renames one.</summary>
                [Action]
                public Task RenameAsync(long id, [Required] string name, CancellationToken cancellationToken) => Task.CompletedTask;

                /// <summary>Removes one.</summary>
                [Action]
                public Task RemoveAsync(long id, CancellationToken cancellationToken) => Task.CompletedTask;

                /// <summary>Counts them.</summary>
                [Action]
                public ValueTask<int> CountAsync(string? filter, CancellationToken cancellationToken) => new(filter?.Length ?? 0);
            }
            """,
            $"Service{id}Connector.cs");
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);
}
