using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests.Incremental;

/// <summary>What an edit makes run again.</summary>
internal sealed class Edit
{
    private readonly GeneratorRunResult _result;

    private Edit(GeneratorRunResult result) => _result = result;

    /// <summary>Generates, edits and generates again.</summary>
    public static Edit Replay(CSharpCompilation before, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        GeneratorDriver driver = CreateDriver().RunGenerators(before, TestContext.Current.CancellationToken);
        return Replay(ref driver, edit(before));
    }

    /// <summary>Generates again.</summary>
    public static Edit Replay(ref GeneratorDriver driver, CSharpCompilation after)
    {
        driver = driver.RunGenerators(after, TestContext.Current.CancellationToken);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return new(result);
    }

    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new ConnectorGenerator().AsSourceGenerator()],
        parseOptions: TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Why each connector was read again: <c>First Unchanged, Second Modified</c>.</summary>
    public string Read => Describe(Outputs(ConnectorGenerator.Stages.Read));

    /// <summary>What became of each connector's model.</summary>
    public string Models => Describe(Outputs(ConnectorGenerator.Stages.Connectors));

    /// <summary>What became of each connector's file.</summary>
    public string Files => Describe(Written<ConnectorModel>());

    /// <summary>What became of the registration.</summary>
    public string Registry => string.Join(", ", Outputs(ConnectorGenerator.Stages.Registry).Select(output => output.Reason));

    /// <summary>What became of the registration's file.</summary>
    public string RegistryFile => string.Join(", ", Written<RegistryModel>().Select(output => output.Reason));

    /// <summary>How many files were written again, whichever.</summary>
    public int EmitterRuns => _result.TrackedOutputSteps.SelectMany(output => output.Value).SelectMany(step => step.Outputs)
        .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Removed));

    /// <summary>How many connectors' models aren't what they were.</summary>
    public int ChangedModels => Outputs(ConnectorGenerator.Stages.Connectors).Count(output => output.Reason != IncrementalStepRunReason.Cached);

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(string stage) =>
        _result.TrackedSteps.TryGetValue(stage, out var steps) ? steps.SelectMany(step => step.Outputs) : [];

    /// <summary>The written files, by the model that each is written from.</summary>
    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Written<T>() =>
        from step in _result.TrackedOutputSteps.SelectMany(output => output.Value)
        let input = step.Inputs[0].Source.Outputs[step.Inputs[0].OutputIndex].Value
        where input is T
        from output in step.Outputs
        select (input, output.Reason);

    private static string Describe(IEnumerable<(object Value, IncrementalStepRunReason Reason)> outputs) => string.Join(
        ", ", outputs.Select(output => $"{((ConnectorModel)output.Value).ShortName} {output.Reason}").Order(StringComparer.Ordinal));
}
