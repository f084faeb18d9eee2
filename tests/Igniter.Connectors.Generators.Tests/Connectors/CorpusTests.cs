namespace Igniter.Connectors.Generators.Tests;

/// <summary>The corpus as text. <c>*.Generated.Tests</c> compiles and calls the same files.</summary>
public sealed class CorpusTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    [Fact]
    public void The_connector_of_the_documentation_gives_these_files()
    {
        Generated generated = Generated.From(File.ReadAllText(Path.Combine(Folder, "TelegramConnector.cs")));

        Snapshot.Match(generated.Sources);
    }

    [Fact]
    public void Webhook_handlers_by_event_type_give_these_files()
    {
        Generated generated = Generated.From(File.ReadAllText(Path.Combine(Folder, "Billing.cs")));

        Snapshot.Match(generated.Sources.Where(source => source.HintName.Contains("BillingConnector", StringComparison.Ordinal)));
    }

    [Fact]
    public void OAuth_with_and_without_a_user_gives_these_files()
    {
        Generated generated = Generated.From(File.ReadAllText(Path.Combine(Folder, "OAuth.cs")));

        Snapshot.Match(generated.Sources.Where(source => source.HintName.Contains("OAuthConnector", StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_connectors_that_share_records_write_them_once()
    {
        Generated generated = Generated.From(File.ReadAllText(Path.Combine(Folder, "Secrets.cs")));

        Snapshot.Match(generated.Sources.Where(source => source.HintName.Contains("PrintMembers", StringComparison.Ordinal)));
    }
}
