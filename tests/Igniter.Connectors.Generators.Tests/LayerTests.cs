using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>
/// The folders of the run time, from bottom to top: code of one may use what is in those before it and nothing else. The root, with manager, scope and
/// exception, is everyone's.
/// </summary>
public sealed class LayerTests
{
    private static readonly string[] Layers =
        ["Telemetry", "Storage", "Declarations", "Descriptors", "Encryption", "Events", "OAuth", "Actions", "Webhooks/Schemes", "Webhooks", "Connections", "Hosting"];

    [Fact]
    public void Folders_depend_downwards_only()
    {
        string source = Path.GetFullPath(Path.Combine(
            typeof(LayerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SnapshotDirectory").Value!,
            "../../../src/Igniter.Connectors"));
        SyntaxTree[] trees =
        [
            CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;", cancellationToken: TestContext.Current.CancellationToken),
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(source, file).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(source, file).StartsWith("bin", StringComparison.Ordinal))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file, cancellationToken: TestContext.Current.CancellationToken)),
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "layers",
            trees,
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(file => Path.GetFileName(file) != "Igniter.Connectors.dll")
                .Select(file => MetadataReference.CreateFromFile(file)));
        string FolderOf(SyntaxTree tree) => (Path.GetDirectoryName(Path.GetRelativePath(source, tree.FilePath)) ?? "").Replace('\\', '/');

        List<string> upwards = [];
        int uses = 0;
        foreach (SyntaxTree tree in trees.Skip(1))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            int layer = Array.IndexOf(Layers, FolderOf(tree));
            Assert.True(layer >= 0 || FolderOf(tree).Length == 0, $"{FolderOf(tree)} is a new folder: say where it stands.");
            foreach (SimpleNameSyntax name in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name, TestContext.Current.CancellationToken).Symbol is INamedTypeSymbol type
                    && type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is { } target
                    && FolderOf(tree).Length > 0)
                {
                    uses++;
                    if (Array.IndexOf(Layers, FolderOf(target)) > layer)
                    {
                        upwards.Add($"{Path.GetRelativePath(source, tree.FilePath)} uses {type.Name} of {FolderOf(target)}");
                    }
                }
            }
        }

        Assert.True(uses > 500, "Names were not resolved.");
        Assert.Empty(upwards.Distinct());
    }
}
