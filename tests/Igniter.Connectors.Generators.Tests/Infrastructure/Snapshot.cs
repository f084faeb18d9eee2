using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>
/// Compares generated files with <c>Snapshots/{Class}.{Test}#{file}.verified.cs</c>, in Verify's format. A new, changed or orphaned one fails and
/// leaves a <c>.received.cs</c>; <c>ACCEPT_SNAPSHOTS=1</c> accepts, except where <c>CI</c> is set.
/// </summary>
internal sealed class Snapshot(string directory, bool accept)
{
    private const string Verified = ".verified.cs";
    private const string Received = ".received.cs";

    /// <summary>The folder of this test project.</summary>
    public static string Directory { get; } = typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SnapshotDirectory").Value!;

    private static Snapshot Default { get; } = new(Directory, IsAccepting(Environment.GetEnvironmentVariable));

    /// <summary>Whether the environment says that what comes out is right.</summary>
    public static bool IsAccepting(Func<string, string?> environment) =>
        environment("ACCEPT_SNAPSHOTS") == "1" && string.IsNullOrEmpty(environment("CI"));

    /// <summary>Compares generated files with the snapshots of the calling test.</summary>
    public static void Match(
        IEnumerable<GeneratedSourceResult> sources, [CallerFilePath] string file = "", [CallerMemberName] string test = "") =>
        Match(sources.Select(source => (source.HintName, source.SourceText.ToString())), file, test);

    /// <summary>Compares texts by file name with the snapshots of the calling test.</summary>
    public static void Match(
        IEnumerable<(string HintName, string Text)> sources, [CallerFilePath] string file = "", [CallerMemberName] string test = "") =>
        Default.Compare($"{Path.GetFileNameWithoutExtension(file)}.{test}", sources.ToDictionary(source => source.HintName, source => source.Text));

    /// <summary>Compares texts by file name with the snapshots of a test.</summary>
    public void Compare(string test, IReadOnlyDictionary<string, string> texts)
    {
        System.IO.Directory.CreateDirectory(directory);
        Dictionary<string, string> expected = System.IO.Directory.GetFiles(directory, $"{test}#*{Verified}")
            .ToDictionary(path => Path.GetFileName(path)[..^Verified.Length], File.ReadAllText, StringComparer.Ordinal);
        Dictionary<string, string> actual = texts.ToDictionary(
            pair => $"{test}#{(pair.Key.EndsWith(".cs", StringComparison.Ordinal) ? pair.Key[..^3] : pair.Key)}", pair => Content(pair.Key, pair.Value));

        List<string> differences = [];
        foreach ((string name, string content) in actual)
        {
            string? known = expected.GetValueOrDefault(name);
            if (known != content)
            {
                differences.Add(known is null ? $"{name} is new" : $"{name} differs {FirstDifference(known, content)}");
                Write(name, content);
            }
        }

        foreach (string orphan in expected.Keys.Except(actual.Keys))
        {
            differences.Add($"{orphan} is orphaned");
            Remove(orphan);
        }

        Assert.True(accept || differences.Count == 0, $"{string.Join("\n", differences)}\nRun with ACCEPT_SNAPSHOTS=1 if that is right.");
    }

    // The version of the generator is none of the snapshots' business.
    private static string Content(string hintName, string text) =>
        $"//HintName: {hintName}\n{text}".Replace($"\"{typeof(ConnectorGenerator).Assembly.GetName().Version}\"", "\"{version}\"", StringComparison.Ordinal);

    private void Write(string name, string content)
    {
        string received = Path.Combine(directory, name + Received);
        if (accept)
        {
            File.WriteAllText(Path.Combine(directory, name + Verified), content);
            File.Delete(received);
        }
        else
        {
            File.WriteAllText(received, content);
        }
    }

    private void Remove(string name)
    {
        if (accept)
        {
            File.Delete(Path.Combine(directory, name + Verified));
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"in line {line + 1}:\n  expected: {left.ElementAtOrDefault(line)}\n  actual:   {right.ElementAtOrDefault(line)}";
    }
}
