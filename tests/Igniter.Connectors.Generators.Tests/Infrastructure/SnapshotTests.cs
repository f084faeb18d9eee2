using System.Reflection;

namespace Igniter.Connectors.Generators.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_new_file_fails_and_is_left_as_received()
    {
        Assert.ThrowsAny<Exception>(() => Compare(accept: false, ("A.g.cs", "text")));

        Assert.Equal("//HintName: A.g.cs\ntext", Read("T.t#A.g.received.cs"));
        Assert.False(File.Exists(Path.Combine(_directory, "T.t#A.g.verified.cs")));
    }

    [Fact]
    public void A_changed_file_fails()
    {
        Compare(accept: true, ("A.g.cs", "text"));

        Exception failure = Assert.ThrowsAny<Exception>(() => Compare(accept: false, ("A.g.cs", "other")));
        Assert.Contains("differs in line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_orphaned_file_fails()
    {
        Compare(accept: true, ("A.g.cs", "text"), ("B.g.cs", "text"));

        Exception failure = Assert.ThrowsAny<Exception>(() => Compare(accept: false, ("A.g.cs", "text")));
        Assert.Contains("T.t#B.g is orphaned", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_writes_removes_and_then_matches()
    {
        Compare(accept: true, ("A.g.cs", "text"), ("B.g.cs", "text"));
        Compare(accept: true, ("A.g.cs", "other"));
        Compare(accept: false, ("A.g.cs", "other"));

        Assert.Equal(["T.t#A.g.verified.cs"], Directory.GetFiles(_directory).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("1", null, true)]
    [InlineData("1", "", true)]
    [InlineData("1", "true", false)]
    [InlineData("0", null, false)]
    [InlineData(null, null, false)]
    public void Snapshots_are_accepted_on_request_and_never_by_a_build_server(string? accept, string? ci, bool expected) =>
        Assert.Equal(expected, Snapshot.IsAccepting(name => name == "CI" ? ci : accept));

    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        HashSet<string> tests = [.. typeof(SnapshotTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(method => $"{type.Name}.{method.Name}"))];

        Assert.All(
            Directory.GetFiles(Snapshot.Directory, "*.verified.cs").Select(path => Path.GetFileName(path).Split('#')[0]),
            test => Assert.Contains(test, tests));
    }

    private void Compare(bool accept, params (string Name, string Text)[] files) =>
        new Snapshot(_directory, accept).Compare("T.t", files.ToDictionary(file => file.Name, file => file.Text));

    private string Read(string name) => File.ReadAllText(Path.Combine(_directory, name));
}
