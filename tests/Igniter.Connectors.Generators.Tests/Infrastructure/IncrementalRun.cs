using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>What holds for every run of the generator, whatever it was given.</summary>
internal static class IncrementalRun
{
    private static readonly string[] Stages = [.. typeof(ConnectorGenerator.Stages).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>The stages that look at the compilation, and so run after every edit.</summary>
    private static readonly string[] Readers = [ConnectorGenerator.Stages.Read, ConnectorGenerator.Stages.Assemblies];

    /// <summary>The same compilation again runs nothing; an edit elsewhere runs the readers only, which find everything as it was.</summary>
    public static void AssertRunsNothingAgain(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGenerators(compilation);
        Assert.All(Steps(driver), step => AssertReasons(step, IncrementalStepRunReason.Cached));

        CSharpCompilation edited = compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("internal sealed class Unrelated;", TestCompilation.ParseOptions, "Unrelated.cs"));
        driver = driver.RunGenerators(edited);
        Assert.All(Steps(driver), step => AssertReasons(
            step, Readers.Contains(step.Name) ? IncrementalStepRunReason.Unchanged : IncrementalStepRunReason.Cached));
    }

    /// <summary>
    /// A model that holds a symbol, a syntax node, a location or a compilation keeps it alive and is never equal to another. Every stage is looked
    /// at, and has a name.
    /// </summary>
    public static void AssertModelsHoldNoCompilerObjects(GeneratorDriver driver)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        IncrementalGeneratorRunStep[] outputs = [.. Result(driver).TrackedOutputSteps.SelectMany(output => output.Value)];
        foreach (IncrementalGeneratorRunStep step in Steps(driver).Except(outputs))
        {
            Assert.Contains(step.Name, Stages);
            Assert.All(step.Outputs, output => Visit(output.Value, step.Name!, seen));
        }
    }

    /// <summary>All steps of the generator's own: from what is written back to what reads the compilation.</summary>
    private static IEnumerable<IncrementalGeneratorRunStep> Steps(GeneratorDriver driver)
    {
        GeneratorRunResult result = Result(driver);
        HashSet<IncrementalGeneratorRunStep> steps = [.. result.TrackedSteps.Where(stage => Stages.Contains(stage.Key)).SelectMany(stage => stage.Value)];
        Stack<IncrementalGeneratorRunStep> open = new(result.TrackedOutputSteps.SelectMany(output => output.Value).Concat(steps));
        while (open.TryPop(out IncrementalGeneratorRunStep? step))
        {
            steps.Add(step);
            foreach ((IncrementalGeneratorRunStep source, _) in Readers.Contains(step.Name) ? [] : step.Inputs)
            {
                if (!steps.Contains(source))
                {
                    open.Push(source);
                }
            }
        }

        return steps;
    }

    private static GeneratorRunResult Result(GeneratorDriver driver) => driver.GetRunResult().Results[0];

    private static void AssertReasons(IncrementalGeneratorRunStep step, IncrementalStepRunReason expected)
    {
        // What collects nothing is never called cached.
        bool collectsNothing = step.Inputs.IsEmpty;
        Assert.All(step.Outputs, output => Assert.True(
            output.Reason == expected || (collectsNothing && output.Reason == IncrementalStepRunReason.Unchanged),
            $"{step.Name ?? "output"} was {output.Reason}, not {expected}"));
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or SemanticModel or Compilation or Location or AttributeData or SourceText or Delegate,
            $"{path} holds a {value.GetType()}");

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
