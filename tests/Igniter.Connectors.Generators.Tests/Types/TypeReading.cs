using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests.Types;

/// <summary>Reads a type named <c>Config</c> as the root of a connector.</summary>
internal sealed class TypeReading
{
    private const string Usings = """
        global using System.ComponentModel;
        global using System.ComponentModel.DataAnnotations;
        global using System.Text.Json;
        global using System.Text.Json.Serialization;
        global using Igniter.Connectors;
        """;

    private TypeReading(string? rootId, TypeGraph graph, IReadOnlyList<Problem> problems)
    {
        RootId = rootId;
        Graph = graph;
        Problems = problems;
    }

    public string? RootId { get; }

    public TypeGraph Graph { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public static TypeReading Of(string source)
    {
        CSharpCompilation compilation = TestCompilation.Of(Usings, source, "public partial class Test;");
        compilation = compilation.WithOptions(compilation.Options.WithAllowUnsafe(true));
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        ReaderContext context = new(compilation, compilation.GetTypeByMetadataName("Test")!, TestContext.Current.CancellationToken);
        TypeGraphReader reader = new(context);
        string? id = reader.AddRoot(compilation.GetTypeByMetadataName("Config")!);
        return new(id, reader.Build(), context.Problems);
    }

    /// <summary>A member of <c>Config</c>, which holds only what is given.</summary>
    public static MemberModel Member(string declaration, string others = "") =>
        Of($"public record Config {{ {declaration} }} {others}").Graph["Config"].Members[0];

    /// <summary>The schema of <c>Config</c>, without <c>$schema</c>.</summary>
    public static string Schema(string source)
    {
        TypeReading reading = Of(source);
        string schema = SchemaWriter.Write(reading.Graph.Types.ToDictionary(type => type.Id), Assert.Single(reading.Graph.Roots));
        return schema.Replace("\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",", "", StringComparison.Ordinal);
    }
}
