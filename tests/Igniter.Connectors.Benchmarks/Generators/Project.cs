using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Benchmarks.Generators;

/// <summary>A project of many classes for a generator, and one file that has nothing to do with them; and the driver that an editor keeps for it.</summary>
internal sealed class Project
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private readonly Workload _workload;
    private readonly CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public Project(Workload workload, int classes, bool track = false)
    {
        _workload = workload;
        _compilation = CSharpCompilation.Create(
            "App",
            Enumerable.Range(0, classes).Select(number => Class(number, "")).Prepend(Parse(Sources.Unrelated("a"), "Unrelated.cs")),
            workload.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create(
            workload.Create(),
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));
    }

    /// <summary>The last run.</summary>
    public GeneratorDriverRunResult Result => _driver.GetRunResult();

    /// <summary>The first run, or one without any change.</summary>
    /// <returns>Nanoseconds.</returns>
    public double Run() => Run(_compilation);

    /// <summary>After one character was typed in a file without such a class.</summary>
    public double RunAfterUnrelatedEdit(int round) =>
        Run(_compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], Parse(Sources.Unrelated(Text(round)), "Unrelated.cs")));

    /// <summary>After one character was typed in a member's name.</summary>
    public double RunAfterEdit(int round) => Run(_compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[1], Class(0, Text(round))));

    private double Run(CSharpCompilation compilation)
    {
        long started = Stopwatch.GetTimestamp();
        _driver = _driver.RunGenerators(compilation);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds;
    }

    private SyntaxTree Class(int number, string edit) =>
        Parse(_workload.Source(Text(number)).Replace(_workload.Member, _workload.Member.Insert(1, edit), StringComparison.Ordinal), $"Class{Text(number)}.cs");

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
