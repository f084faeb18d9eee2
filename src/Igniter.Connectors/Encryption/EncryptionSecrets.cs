using Microsoft.Extensions.Configuration;

namespace Igniter.Connectors;

/// <summary>The application's secrets, checked: the current one and those that older values may still be encrypted with.</summary>
internal sealed class EncryptionSecrets
{
    /// <summary>The environment variable and configuration key of the current secret.</summary>
    public const string CurrentName = "IGNITER_SECRET";

    /// <summary>The environment variable and configuration key of the older ones, separated by commas.</summary>
    public const string PreviousName = "IGNITER_SECRET_PREVIOUS";

    private const int MinimumLength = 32;

    private EncryptionSecrets(string[] all) => All = all;

    /// <summary>What new values are encrypted with, then what older values may be encrypted with.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>
    /// Reads the options, then the configuration, then the environment. White space around a secret is not part of it, so that one read from a file
    /// means the same as one typed in.
    /// </summary>
    /// <param name="secret">The option; <see langword="null"/> when it isn't set.</param>
    /// <param name="previousSecrets">The option.</param>
    /// <param name="configuration">The configuration, where there is one.</param>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPTION_SECRET_REQUIRED.</exception>
    public static EncryptionSecrets Read(string? secret, IEnumerable<string> previousSecrets, IConfiguration? configuration)
    {
        string current = (secret ?? ReadVariable(CurrentName, configuration) ?? "").Trim();
        if (current.Length < MinimumLength)
        {
            throw Unfit(CurrentName, current.Length == 0 ? "is not set" : $"is shorter than {MinimumLength} characters");
        }

        string[] previous =
        [
            .. previousSecrets.Select(previous => previous.Trim()),
            .. (ReadVariable(PreviousName, configuration) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ];
        if (previous.Any(entry => entry.Length < MinimumLength))
        {
            throw Unfit(PreviousName, $"holds a secret that is shorter than {MinimumLength} characters");
        }

        return new EncryptionSecrets([current, .. previous]);
    }

    private static string? ReadVariable(string name, IConfiguration? configuration) =>
        configuration?[name] ?? Environment.GetEnvironmentVariable(name);

    private static ConnectorException Unfit(string name, string problem) => new(
        ConnectorErrorCodes.ConnectorEncryptionSecretRequired,
        $"{name} {problem}. Stored secrets are encrypted with it: set it to at least {MinimumLength} random characters, "
            + "for example from `openssl rand -base64 48`.");
}
