using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class InlinedAttributeSuppressorTests
{
    [Fact]
    public async Task A_trim_warning_at_what_generated_code_checks_itself_is_suppressed_and_no_other()
    {
        const string Source = """
            using System;
            using System.Collections.Generic;
            using System.ComponentModel.DataAnnotations;
            using System.Text.Json.Serialization;
            using System.Threading.Tasks;
            using Igniter.Connectors;

            [Connector("sample")]
            public sealed partial class SampleConnector
            {
                public sealed class Config : Base
                {
                    [MinLength(1)] public List<Dictionary<string, Part[]>> Parts { get; set; } = [];
                    [Compare(nameof(Parts))] public Shape? Shape { get; set; }
                    [Other(1)] public int Other { get; set; }
                }

                [Action] public Task<IReadOnlyList<Result>> DoAsync([Length(1, 2)] string text) => throw new NotSupportedException();
            }

            public abstract class Base { [MaxLength(1)] public string? Text { get; set; } }
            public sealed record Part([Range(typeof(decimal), "1", "2")] decimal Price);
            [JsonDerivedType(typeof(Circle))] public abstract class Shape;
            public sealed class Circle : Shape { [MinLength(2)] public string? Name { get; set; } }
            public sealed record Result { [MaxLength(2)] public string? Name { get; set; } }
            public sealed class Unrelated { [MinLength(3)] public string? Name { get; set; } }
            public sealed class OtherAttribute(int number) : ValidationAttribute { public int Number => number; }
            """;

        CSharpCompilation compilation = TestCompilation.Of(Source);
        var analyzed = compilation.WithAnalyzers(
            [new TrimAnalysis(), new InlinedAttributeSuppressor()],
            new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["MinLength(3)", "Other(1)"],
            diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Compare(nameof(Parts))", "Length(1, 2)", "MaxLength(1)", "MaxLength(2)", "MinLength(1)", "MinLength(2)", "Range(typeof(decimal), \"1\", \"2\")"],
            diagnostics.Where(diagnostic => diagnostic.IsSuppressed).Select(Text).Order(StringComparer.Ordinal));

        static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan).ToString();
    }

    /// <summary>Warns, as the trim analyzer does, at each validation attribute.</summary>
#pragma warning disable RS1001, RS2008 // No compiler loads this analyzer.
    private sealed class TrimAnalysis : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Warning = new("IL2026", "", "", "Trimming", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        private static readonly HashSet<string> Names = ["MinLength", "MaxLength", "Length", "Compare", "Range", "Other"];

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Warning];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                node =>
                {
                    if (Names.Contains(((AttributeSyntax)node.Node).Name.ToString()))
                    {
                        node.ReportDiagnostic(Diagnostic.Create(Warning, node.Node.GetLocation()));
                    }
                },
                SyntaxKind.Attribute);
        }
    }
#pragma warning restore RS1001, RS2008
}
