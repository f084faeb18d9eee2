using System.Reflection;
using Basic.Reference.Assemblies;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Benchmarks.Generators;

/// <summary>A generator and what it is given: one class a file, each with five members.</summary>
/// <param name="Name">Whose generator.</param>
/// <param name="Create">Makes its generators.</param>
/// <param name="Source">The file of a class, by its number.</param>
/// <param name="Member">A name in that file to which an edit adds a character.</param>
/// <param name="References">What the files are compiled against.</param>
internal sealed record Workload(string Name, Func<ISourceGenerator[]> Create, Func<string, string> Source, string Member, MetadataReference[] References)
{
    /// <summary>Ours: a connector with five actions.</summary>
    public static Workload Ours { get; } = new(
        "ours", () => [new ConnectorGenerator().AsSourceGenerator()], Sources.Connector, "GetAsync", [.. Net100.References.All, Of(typeof(ConnectorAttribute)), .. Extensions]);

    /// <summary>The least that can be done about the same connectors.</summary>
    public static Workload Floor { get; } = Ours with { Name = "floor", Create = () => [new FloorGenerator().AsSourceGenerator()] };

    public static Workload SystemTextJson { get; } = new("System.Text.Json", () => Load(PathOf("SystemTextJson")), Sources.Json, "Name", [.. Net100.References.All]);

    public static Workload Mvvm { get; } = new(
        "CommunityToolkit.Mvvm",
        () => Load(Path.Combine(PathOf("Mvvm"), "analyzers/dotnet/roslyn5.0/cs/CommunityToolkit.Mvvm.SourceGenerators.dll")),
        Sources.ViewModel,
        "_name",
        [.. Net100.References.All, MetadataReference.CreateFromFile(Path.Combine(PathOf("Mvvm"), "lib/net8.0/CommunityToolkit.Mvvm.dll"))]);

    public static Workload Mediator { get; } = new(
        "Mediator",
        () => Load(Path.Combine(PathOf("Mediator"), "analyzers/dotnet/cs/Mediator.SourceGenerator.dll")),
        Sources.Request,
        "Name",
        [.. Net100.References.All, Of(typeof(Mediator.IMediator)), .. Extensions]);

    public static Workload Mapperly { get; } = new(
        "Mapperly",
        () => Load(Path.Combine(PathOf("Mapperly"), "analyzers/roslyn5.0/dotnet/cs/Riok.Mapperly.dll")),
        Sources.Mapper,
        "Name",
        [.. Net100.References.All, MetadataReference.CreateFromFile(Path.Combine(PathOf("Mapperly"), "lib/netstandard2.0/Riok.Mapperly.Abstractions.dll"))]);

    /// <summary>What a project with connectors or handlers refers to beside the framework.</summary>
    private static IEnumerable<MetadataReference> Extensions => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path));

    private static PortableExecutableReference Of(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);

    private static ISourceGenerator[] Load(string path) =>
    [
        .. Assembly.LoadFrom(path).GetTypes()
            .Where(type => type.GetCustomAttribute<GeneratorAttribute>() is not null)
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator()),
    ];

    /// <summary>The project's build says where packages are.</summary>
    private static string PathOf(string name) =>
        typeof(Workload).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
