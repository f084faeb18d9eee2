using System.Text.RegularExpressions;

namespace Igniter.Connectors.Packaging.Tests;

/// <summary>A stranger's project, which knows the packages only.</summary>
public sealed partial class ConsumerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("igniter-consumer-");
    private readonly PackedPackages _packages;

    public ConsumerTests(PackedPackages packages)
    {
        _packages = packages;
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packages.Feed}" />
              </packageSources>
            </configuration>
            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_readmes_first_example_runs_and_a_mistake_is_reported_with_its_page()
    {
        WriteProject("Igniter.Connectors");
        Write("Program.cs", FirstExample());

        CommandResult run = await RunAsync("run");
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Matches(@"https://cdn\.example\.com/reports/may\.pdf\?expires=\d+&signature=[0-9a-f]{64}\s+cdn: Active", run.Output);

        Write("Program.cs", FirstExample().Replace("public sealed partial class CdnConnector", "public sealed class CdnConnector", StringComparison.Ordinal));
        CommandResult build = await RunAsync("build");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches(@"Program\.cs\(\d+,\d+\): error IGN0001: .*\(https://[^)]*/IGN0001\.md\)", build.Output);
        Assert.DoesNotMatch(@"AD0001|CS8032|CS8785|CS9057", build.Output);
        Assert.Equal(["IGN0001"], Errors().Matches(build.Output).Select(match => match.Groups["id"].Value).Distinct());
    }

    [Fact]
    public async Task With_the_embedded_store_the_same_example_keeps_its_connections()
    {
        WriteProject("Igniter.Connectors", "Igniter.Connectors.LiteDb");
        Write("Program.cs", FirstExample().Replace(".UseInMemory()", ".UseLiteDb(\"connectors.db\")", StringComparison.Ordinal));

        CommandResult run = await RunAsync("run");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("cdn: Active", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "connectors.db")));
    }

    private static string FirstExample() =>
        CodeBlock().Match(File.ReadAllText(Path.Combine(PackedPackages.Repository, "README.md"))).Groups["code"].Value;

    private Task<CommandResult> RunAsync(string command) =>
        DotNet.RunAsync(_folder.FullName, Path.Combine(_folder.FullName, "packages"), command);

    private void WriteProject(params string[] ids)
    {
        IEnumerable<string> references = ids.Select(id =>
        {
            using Package package = _packages.Open(id);
            return $"""    <PackageReference Include="{id}" Version="{package.Value("version")}" />""";
        });

        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
            {string.Join("\n", references)}
              </ItemGroup>
            </Project>
            """);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"error (?<id>\w+):", RegexOptions.ExplicitCapture)]
    private static partial Regex Errors();
}
