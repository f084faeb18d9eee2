using System.Reflection;
using Basic.Reference.Assemblies;
using Igniter.Connectors.Descriptors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests.Validation;

/// <summary>Reads a type named <c>Config</c>, emits its validators, compiles them under the strictest settings and runs them.</summary>
internal sealed class ValidatorHarness
{
    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ConnectorException).Assembly.Location)];

    private readonly Assembly _assembly;

    private ValidatorHarness(Assembly assembly, IReadOnlyList<Problem> problems, TypeGraph graph, string code)
    {
        _assembly = assembly;
        Problems = problems;
        Graph = graph;
        Code = code;
    }

    public IReadOnlyList<Problem> Problems { get; }

    public TypeGraph Graph { get; }

    /// <summary>The emitted validators.</summary>
    public string Code { get; }

    public IReadOnlyList<CheckModel> ChecksOf(string member) => Graph["Config"].Members.Single(candidate => candidate.Name == member).Checks;

    /// <summary>Compiles types, of which <c>Config</c> is checked, and values, which are C# expressions.</summary>
    public static ValidatorHarness Compile(string types, params string[] values)
    {
        string source = $$"""
            #nullable enable
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.ComponentModel;
            using System.ComponentModel.DataAnnotations;
            using System.Linq;
            using System.Text.Json.Serialization;

            public sealed partial class TestConnector
            {
                public static Igniter.Connectors.Descriptors.Validator<Config> Validator => IgniterGenerated.Validator!;
            }

            public static class Values
            {
                public static readonly Func<object?>[] All = new Func<object?>[]
                {
                    {{string.Join(",\n        ", values.Select(value => $"() => {value}"))}}
                };
            }

            {{types}}
            """;

        CSharpParseOptions parsing = new(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, parsing, path: "Source.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true)
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithWarningLevel(9999));

        INamedTypeSymbol connector = compilation.GetTypeByMetadataName("TestConnector")!;
        ReaderContext context = new(compilation, connector, TestContext.Current.CancellationToken);
        TypeGraphReader reader = new(context);
        _ = reader.AddRoot(compilation.GetTypeByMetadataName("Config")!);
        TypeGraph graph = reader.Build();

        SourceWriter writer = new();
        writer.Line("#nullable enable").Open("partial class TestConnector").Open("internal static class IgniterGenerated");
        writer.Line($$"""
            internal static readonly global::Igniter.Connectors.Descriptors.Validator<global::Config>? Validator = {{ValidatorEmitter.Expression(new(graph), "Config", isNullable: false)}};

            public static global::Igniter.Connectors.Descriptors.ValidationRun Check(object? value, global::System.IServiceProvider? services)
            {
                global::Igniter.Connectors.Descriptors.ValidationRun run = new(services);
                Validator?.Invoke((global::Config)value!, ref run);
                return run;
            }
            """);
        ValidatorEmitter.Emit(writer, graph, new(graph));
        writer.Close().Close();

        string code = writer.End();
        using MemoryStream image = new();
        var result = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, parsing, path: "Generated.cs")).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics) + "\n" + code);

        return new ValidatorHarness(Assembly.Load(image.ToArray()), context.Problems, graph, code);
    }

    /// <summary>The errors of each value, as <c>path: message</c>.</summary>
    public static string[][] Check(string types, params string[] values)
    {
        ValidatorHarness harness = Compile(types, values);
        return [.. Enumerable.Range(0, values.Length).Select(index => harness.Errors(index))];
    }

    /// <summary>The errors of one value.</summary>
    public static string[] CheckOne(string types, string value) => Compile(types, value).Errors(0);

    public string[] Errors(int value, IServiceProvider? services = null) =>
        [.. (Run(Value(value), services).Errors ?? []).Select(error => $"{error.Path}: {error.Message}")];

    public object? Value(int index) => ((Func<object?>[])_assembly.GetType("Values")!.GetField("All")!.GetValue(null)!)[index]();

    public ValidationRun Run(object? value, IServiceProvider? services)
    {
        MethodInfo check = _assembly.GetType("TestConnector+IgniterGenerated")!.GetMethod("Check")!;
        return (ValidationRun)check.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value, services], null)!;
    }
}
