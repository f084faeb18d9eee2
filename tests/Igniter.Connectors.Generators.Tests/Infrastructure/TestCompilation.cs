using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>Makes compilations as strict as a careful user's project: nullable, overflow checks, documentation checked.</summary>
internal static class TestCompilation
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ConnectorAttribute).Assembly.Location),
        .. ((string[])["Microsoft.Extensions.*.dll", "OpenTelemetry*.dll"]).SelectMany(files => Directory.GetFiles(AppContext.BaseDirectory, files))
            .Where(path => Path.GetFileName(path) != "Microsoft.Extensions.DependencyInjection.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static CSharpCompilation Of(params string[] sources) => Named("App", sources);

    public static CSharpCompilation Named(string assembly, params string[] sources) => CSharpCompilation.Create(
        assembly,
        sources.Prepend(ImplicitUsings).Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, checkOverflow: true, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
}
