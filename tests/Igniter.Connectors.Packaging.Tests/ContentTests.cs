using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Igniter.Connectors.Packaging.Tests;

/// <summary>What is in the packages.</summary>
public sealed partial class ContentTests(PackedPackages packages)
{
    private const string Core = "Igniter.Connectors";

    private static readonly string[] Analyzers = ["Igniter.Connectors.Analyzers", "Igniter.Connectors.CodeFixes", "Igniter.Connectors.Generators"];

    public static TheoryData<string> Ids => [.. PackedPackages.Ids];

    [Fact]
    public void Every_project_is_a_package_with_symbols()
    {
        Assert.Contains(Core, PackedPackages.Ids);
        Assert.Equal(PackedPackages.Ids.Count, Directory.GetFiles(packages.Feed, "*.nupkg").Length);
        Assert.Equal(PackedPackages.Ids.Count, Directory.GetFiles(packages.Feed, "*.snupkg").Length);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_holds_its_assembly_its_documentation_and_the_readme_and_nothing_else(string id)
    {
        using Package package = packages.Open(id);
        IEnumerable<string> analyzers = id == Core ? Analyzers.Select(name => $"analyzers/dotnet/cs/{name}.dll") : [];

        string[] expected = [.. analyzers, $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", "README.md"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Files);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_says_what_it_is_and_where_it_comes_from(string id)
    {
        using Package package = packages.Open(id);

        Assert.Equal(id, package.Value("id"));
        Assert.Equal("MIT", package.Value("license"));
        Assert.Equal("README.md", package.Value("readme"));
        Assert.True(package.Value("description")!.Length > 30);
        Assert.NotEmpty(package.Value("authors")!);
        Assert.NotEmpty(package.Value("tags")!);
        Assert.NotEmpty(package.Value("projectUrl")!);

        XElement repository = package.Element("repository")!;
        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.StartsWith("https://", (string?)repository.Attribute("url"), StringComparison.Ordinal);
        if (Path.Exists(Path.Combine(PackedPackages.Repository, ".git")))
        {
            Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
        }
    }

    /// <summary>A development dependency would leave the library out of the user's own package.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_asks_for_stable_packages_that_run_and_no_build_tools(string id)
    {
        using Package package = packages.Open(id);

        Assert.Null(package.Value("developmentDependency"));
        Assert.All(package.Dependencies.Values, version => Assert.Matches(StableVersion(), version));
        Assert.All(package.Dependencies.Keys, name => Assert.DoesNotMatch("CodeAnalysis|PolySharp|Analyzer|xunit|Generators", name));
        Assert.All(
            package.Dependencies.Where(dependency => dependency.Key.StartsWith(Core, StringComparison.Ordinal)),
            dependency => Assert.Equal(package.Value("version"), dependency.Value));
        if (id != Core)
        {
            Assert.Contains(Core, package.Dependencies.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Documentation_covers_the_assembly(string id)
    {
        using Package package = packages.Open(id);
        XDocument documentation = XDocument.Load(package.Read($"lib/net10.0/{id}.xml"));
        using PEReader assembly = new(package.Read($"lib/net10.0/{id}.dll"));

        Assert.Equal(id, documentation.Root!.Element("assembly")!.Element("name")!.Value);
        HashSet<string> documented = [.. documentation.Descendants("member").Select(member => (string)member.Attribute("name")!)];
        Assert.All(PublicTypes(assembly.GetMetadataReader()), type => Assert.Contains("T:" + type, documented));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Symbols_belong_to_the_assembly(string id)
    {
        using Package package = packages.Open(id);
        using Package symbols = packages.Open(id, "snupkg");
        Assert.Equal([$"lib/net10.0/{id}.pdb"], symbols.Files);

        using PEReader assembly = new(package.Read($"lib/net10.0/{id}.dll"));
        DebugDirectoryEntry entry = Assert.Single(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.CodeView);
        using MetadataReaderProvider pdb = MetadataReaderProvider.FromPortablePdbStream(symbols.Read($"lib/net10.0/{id}.pdb"));
        Assert.Equal(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid);
    }

    /// <summary>What isn't in the package and not in the compiler either would make an analyzer silently absent.</summary>
    [Fact]
    public void Analyzers_need_nothing_that_is_missing()
    {
        using Package package = packages.Open(Core);
        foreach (string analyzer in Analyzers)
        {
            using PEReader assembly = new(package.Read($"analyzers/dotnet/cs/{analyzer}.dll"));
            MetadataReader metadata = assembly.GetMetadataReader();
            IEnumerable<string> references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));

            Assert.All(references.Except(Analyzers), name => Assert.Matches(
                @"^(netstandard|Microsoft\.CodeAnalysis(\.CSharp)?(\.Workspaces)?|System\.(Collections\.Immutable|Memory|Reflection\.Metadata|Composition\.AttributedModel))$", name));
            Assert.True(
                analyzer == "Igniter.Connectors.CodeFixes" || !references.Any(name => name.EndsWith("Workspaces", StringComparison.Ordinal)),
                $"{analyzer} asks for workspaces, which the compiler doesn't have.");
        }
    }

    private static IEnumerable<string> PublicTypes(MetadataReader metadata) =>
        from handle in metadata.TypeDefinitions
        let type = metadata.GetTypeDefinition(handle)
        where (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public
        select $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex StableVersion();
}
