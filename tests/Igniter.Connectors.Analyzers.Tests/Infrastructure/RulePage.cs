namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>A page of <c>analyzers/rules</c>.</summary>
/// <param name="Text">All of it.</param>
internal sealed record RulePage(string Text)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "rules");

    public static IEnumerable<string> Ids => Directory.GetFiles(Folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path));

    public string Wrong => Example("Wrong");

    public string Right => Example("Right");

    public static RulePage Read(string id) => new(File.ReadAllText(Path.Combine(Folder, $"{id}.md")).ReplaceLineEndings("\n"));

    private string Example(string section)
    {
        const string Start = "```csharp\n";
        int start = Text.IndexOf(Start, Text.IndexOf($"\n## {section}\n", StringComparison.Ordinal), StringComparison.Ordinal) + Start.Length;
        return Text[start..Text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
