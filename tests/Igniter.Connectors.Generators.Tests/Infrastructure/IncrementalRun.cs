using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>What holds for every run of the generator, whatever it was given.</summary>
internal static class IncrementalRun
{
    private static readonly string[] Stages = [.. typeof(ConnectorGenerator.Stages).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>An edit elsewhere leaves every model as it was and writes no file again.</summary>
    public static void AssertUnrelatedEditRunsNothing(GeneratorDriver driver, CSharpCompilation compilation)
    {
        CSharpCompilation edited = compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("internal sealed class Unrelated;", TestCompilation.ParseOptions, "Unrelated.cs"));
        GeneratorRunResult result = driver.RunGenerators(edited).GetRunResult().Results[0];

        foreach (string stage in Stages)
        {
            Assert.All(StepsOf(result, stage).SelectMany(step => step.Outputs), output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{stage} was {output.Reason}"));
        }

        Assert.All(
            result.TrackedOutputSteps.SelectMany(output => output.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    /// <summary>A model that holds a symbol, a syntax node, a location or a compilation keeps it alive and is never equal to another.</summary>
    public static void AssertModelsHoldNoCompilerObjects(GeneratorRunResult result)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (string stage in Stages)
        {
            foreach ((object value, _) in StepsOf(result, stage).SelectMany(step => step.Outputs))
            {
                Visit(value, stage, seen);
            }
        }
    }

    private static ImmutableArray<IncrementalGeneratorRunStep> StepsOf(GeneratorRunResult result, string stage) =>
        result.TrackedSteps.TryGetValue(stage, out ImmutableArray<IncrementalGeneratorRunStep> steps) ? steps : [];

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
