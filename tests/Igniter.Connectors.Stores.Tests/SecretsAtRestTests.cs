using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Stores.Tests;

public sealed class SecretsAtRestTests : IDisposable
{
    private const string Visible = "canary-visible-3f9b2c";
    private const string Secret = "an-igniter-secret-of-more-than-32-characters-7d1e";
    private const long Number = 8_731_946_502_117;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task S70_no_secret_is_in_the_file_or_its_log()
    {
        List<string> secrets = [Secret, Number.ToString(CultureInfo.InvariantCulture)];
        ServiceCollection services = new();
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnectors().UseLiteDb(_directory.File("connectors.db"));
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            ConnectorManager connectors = provider.GetRequiredService<ConnectorManager>();
            for (int tenant = 0; tenant < 3; tenant++)
            {
                await UseAsync(connectors.Organization($"org_{tenant}"), tenant, secrets);
            }

            // The log is what a crash leaves behind; it is emptied when the store is closed.
            await CopyAsync("connectors.db", "open.db");
            await CopyAsync("connectors-log.db", "open-log.db");
        }

        Assert.Contains(Visible, Encoding.UTF8.GetString(await ReadAsync("open-log.db")), StringComparison.Ordinal);
        Assert.Contains(Visible, Encoding.UTF8.GetString(await ReadAsync("connectors.db")), StringComparison.Ordinal);
        foreach (string file in (string[])["open.db", "open-log.db", "connectors.db", "connectors.db.lock"])
        {
            byte[] bytes = await ReadAsync(file);
            Assert.All(secrets, secret => AssertHidden(bytes, secret, file));
        }
    }

    [Fact]
    public void The_search_finds_every_form_of_a_secret()
    {
        foreach (byte[] form in Forms("canary-secret"))
        {
            byte[] bytes = [.. new byte[37], .. form, .. new byte[5]];
            Assert.ThrowsAny<Exception>(() => AssertHidden(bytes, "canary-secret", "test"));
        }

        byte[] shifted = Encoding.ASCII.GetBytes(Convert.ToBase64String("xx:canary-secret"u8));
        Assert.ThrowsAny<Exception>(() => AssertHidden(shifted, "canary-secret", "test"));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task UseAsync(ConnectorScope scope, int tenant, List<string> secrets)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string Canary(string name)
        {
            string canary = $"canary-{name}-{tenant}-c41d9e";
            secrets.Add(canary);
            return canary;
        }

        await scope.Vault.ConnectAsync(
            new()
            {
                Visible = Visible,
                Token = Canary("token"),
                Number = Number,
                Login = new(Canary("user"), Canary("password")),
                Accounts = [new() { Name = "first", Key = Canary("key") }, new() { Name = "second", Key = Canary("other-key") }],
            },
            cancellationToken: cancellationToken);
        string updated = Canary("updated");
        await scope.Vault.UpdateAsync(config => config with { Token = updated }, cancellationToken);
        Assert.Equal($"question {updated}", await scope.Vault.ReadAsync("question", cancellationToken));
        if (tenant == 0)
        {
            await scope.Vault.DisconnectAsync(cancellationToken);
        }
    }

    private static void AssertHidden(byte[] bytes, string secret, string file)
    {
        foreach (byte[] form in Forms(secret))
        {
            Assert.True(bytes.AsSpan().IndexOf(form) < 0, $"{file} holds '{secret}' as {Encoding.Latin1.GetString(form)}.");
        }
    }

    // As UTF-8, as UTF-16 in both orders, as hexadecimal, and as the part of a base64 text that stays the same wherever the secret stands.
    private static IEnumerable<byte[]> Forms(string secret)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(secret);
        byte[] utf16 = Encoding.Unicode.GetBytes(secret);
        yield return utf8;
        yield return utf16;
        yield return Encoding.BigEndianUnicode.GetBytes(secret);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        foreach (byte[] bytes in (byte[][])[utf8, utf16])
        {
            for (int before = 0; before < 3; before++)
            {
                string text = Convert.ToBase64String([.. new byte[before], .. bytes]);
                string stable = text[(before == 0 ? 0 : before + 1)..((before + bytes.Length) / 3 * 4)];
                yield return Encoding.ASCII.GetBytes(stable);
                yield return Encoding.ASCII.GetBytes(stable.Replace('+', '-').Replace('/', '_'));
            }
        }
    }

    private Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(_directory.File(name), TestContext.Current.CancellationToken);

    // The store holds the files locked, which keeps .NET from reading them; a tool of the system isn't kept.
    private async Task CopyAsync(string from, string to)
    {
        using Process copy = Process.Start("cp", [_directory.File(from), _directory.File(to)]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copy.ExitCode);
    }
}
