using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>What the README shows works when it is pasted.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Snapshot.Directory, "../../../README.md"));

    private static string[] Examples => [.. CodeBlock().Matches(Readme).Select(block => block.Groups["code"].Value)];

    [Fact]
    public void The_first_example_compiles_and_runs()
    {
        CSharpCompilation program = TestCompilation.Of(Examples[0]);
        program = program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication));

        string output = Run(Generated.From(program).Compilation);

        Assert.Matches(@"^https://cdn\.example\.com/reports/may\.pdf\?expires=\d+&signature=[0-9a-f]{64}\ncdn: Active\n$", output);
    }

    [Fact]
    public void Every_other_example_compiles()
    {
        string telegram = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "TelegramConnector.cs"));
        Assert.NotEmpty(Examples[1..]);
        Assert.All(Examples[1..].Where(IsDeclaration), example => Generated.From(
            $$"""
            using System.Text.Json;
            using Igniter.Connectors;

            namespace Example;

            {{example}}
            """));
        Assert.All(Examples[1..].Where(example => !IsDeclaration(example)), example => Generated.From(
            telegram,
            $$"""
            using System.Text.Json;
            using Igniter.Connectors;
            using Microsoft.Extensions.DependencyInjection;
            using static Acme.Integrations.TelegramConnector;

            internal static class Example
            {
                public static async Task RunAsync(
                    IServiceCollection services, ConnectorManager connectors, ConnectorScope acme, JsonElement json, HttpMessageHandler fakeTelegram,
                    CancellationToken token)
                {
            {{example}}
                    await Task.Yield();
                }
            }
            """));
    }

    private static bool IsDeclaration(string example) => example.StartsWith("[Connector", StringComparison.Ordinal);

    private static string Run(Compilation program)
    {
        using MemoryStream image = new();
        Assert.True(program.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MethodInfo main = Assembly.Load(image.ToArray()).EntryPoint!;
        TextWriter console = Console.Out;
        using StringWriter output = new() { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();
}
