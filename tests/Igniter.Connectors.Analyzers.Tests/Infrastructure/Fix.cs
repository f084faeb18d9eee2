using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>Applies fixes to a source in which the mistakes are marked as for <see cref="Rule"/>.</summary>
internal static class Fix
{
    /// <summary>Expects the source after the fixes, one by one and all at once. What stays is marked in <paramref name="expected"/>.</summary>
    /// <param name="source">The source with one or more mistakes.</param>
    /// <param name="expected">What becomes of it.</param>
    /// <param name="steps">How many mistakes are repaired one by one; null for as many as it takes.</param>
    /// <param name="index">Which of the fixes that are offered for a mistake.</param>
    public static async Task VerifyAsync(string source, string expected, int? steps = null, int index = 0)
    {
        AllFixes test = new() { CodeActionIndex = index, NumberOfIncrementalIterations = steps };
        test.TestState.Sources.Add(("/0/Test0.cs", source));
        test.TestState.Sources.Add(("/0/Usings.cs", Rule.Usings));
        test.FixedState.Sources.Add(("/0/Test0.cs", expected));
        test.FixedState.Sources.Add(("/0/Usings.cs", Rule.Usings));
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class AllFixes : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
    {
        public AllFixes() => Rule.Prepare(this);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Rule.Analyzers;

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Rule.Fixes;

        protected override ParseOptions CreateParseOptions() => Rule.ParseOptions;
    }
}
