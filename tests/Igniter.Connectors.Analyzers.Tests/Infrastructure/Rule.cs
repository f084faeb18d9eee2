using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>
/// Runs every rule over a source in which <c>{|IGN0104:…|}</c> marks what must be reported, and nothing else may be: so each test also shows
/// that a mistake is reported once.
/// </summary>
internal static class Rule
{
    /// <summary>What a project with implicit usings has, and the SDK's namespace.</summary>
    internal const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using System.ComponentModel.DataAnnotations;
        global using Igniter.Connectors;
        """;

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. InstancesOf<DiagnosticAnalyzer>(typeof(RuleCatalog).Assembly)];

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = [.. InstancesOf<CodeFixProvider>(Assembly.Load("Igniter.Connectors.CodeFixes"))];

    /// <summary>The framework, the SDK and what it refers to.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Net100.References.All,
        .. new[]
        {
            typeof(ConnectorAttribute),
            typeof(Microsoft.Extensions.Logging.ILogger),
            typeof(Microsoft.Extensions.Configuration.IConfiguration),
            typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection),
            typeof(Microsoft.Extensions.Compliance.Classification.DataClassification),
        }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    /// <summary>Expects exactly the marked diagnostics.</summary>
    public static Task VerifyAsync(string source, params string[] furtherSources) => VerifyAsync(CompilerDiagnostics.Errors, [source, .. furtherSources]);

    /// <summary>Expects exactly the marked diagnostics of ours; the compiler has its own to say.</summary>
    public static Task VerifyBrokenAsync(string source) => VerifyAsync(CompilerDiagnostics.None, [source]);

    /// <summary>As <see cref="VerifyAsync(string, string[])"/>, with a reference to another assembly that uses the SDK.</summary>
    public static Task VerifyWithReferenceAsync(string library, string source, string assembly = "Library")
    {
        AllRules test = new();
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Usings.cs", Usings));
        ProjectState reference = new(assembly, LanguageNames.CSharp, "/Library/Test", "cs");
        reference.Sources.Add(library);
        reference.AdditionalReferences.AddRange(References);
        test.TestState.AdditionalProjects.Add(assembly, reference);
        test.TestState.AdditionalProjectReferences.Add(assembly);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task VerifyAsync(CompilerDiagnostics compiler, string[] sources)
    {
        AllRules test = new() { CompilerDiagnostics = compiler };
        foreach (string source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        test.TestState.Sources.Add(("/0/Usings.cs", Usings));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<T> InstancesOf<T>(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (T)Activator.CreateInstance(type)!);

    internal static T Prepare<T>(T test)
        where T : AnalyzerTest<DefaultVerifier>
    {
        test.MarkupOptions = MarkupOptions.UseFirstDescriptor;
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.TestState.AdditionalReferences.AddRange(References);
        return test;
    }

    internal static CSharpParseOptions ParseOptions { get; } = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse);

    private sealed class AllRules : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        public AllRules() => Prepare(this);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Analyzers;

        protected override ParseOptions CreateParseOptions() => Rule.ParseOptions;
    }
}
