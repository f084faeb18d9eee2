using System.Reflection;

[assembly: AssemblyFixture(typeof(Igniter.Connectors.Packaging.Tests.PackedPackages))]

namespace Igniter.Connectors.Packaging.Tests;

/// <summary>The packages of all projects in <c>src</c>, packed once.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("igniter-packages-");

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Metadata("RepositoryRoot");

    /// <summary>The projects that are packed, which are named as their packages.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>The folder that holds them, and can be a package source.</summary>
    public string Feed => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        string project = Path.Combine(Feed, "Pack.proj");
        await File.WriteAllTextAsync(
            project,
            $"""
            <Project>
              <ItemGroup>
                <Packed Include="{Repository}src/*/*.csproj" />
              </ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" BuildInParallel="true"
                         Properties="Configuration={Metadata("Configuration")};NoBuild=true;PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);

        CommandResult packed = await DotNet.RunAsync(Feed, null, "msbuild", project, "-t:Pack", "-v:m", "-nologo");
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens a package or its symbols.</summary>
    /// <param name="id">The package's id.</param>
    /// <param name="extension"><c>nupkg</c> or <c>snupkg</c>.</param>
    public Package Open(string id, string extension = "nupkg") =>
        new(Assert.Single(Directory.GetFiles(Feed, $"{id}.*.{extension}"), path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1])));

    private static string Metadata(string key) =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
