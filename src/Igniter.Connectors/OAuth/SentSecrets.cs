using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>What a request told a provider: the application's handlers were given it, too, and may tell it in errors of their own.</summary>
internal static class SentSecrets
{
    /// <param name="exception">What came out of sending.</param>
    /// <param name="request">What was sent.</param>
    /// <param name="body">Its body.</param>
    public static void HideIn(Exception exception, HttpRequestMessage request, ReadOnlyMemory<byte> body)
    {
        KnownSecrets? secrets = null;
        for (Exception? told = exception; told is not null; told = told.InnerException)
        {
            if (told is ConnectorException error)
            {
                error.Hide(secrets ??= Find(request, body));
            }
        }
    }

    private static KnownSecrets Find(HttpRequestMessage request, ReadOnlyMemory<byte> body)
    {
        KnownSecrets secrets = new();
        secrets.Add(request.Headers.Authorization?.Parameter);
        if (ProviderJson.Parse(body) is { } fields)
        {
            secrets.AddAll(fields);
        }

        return secrets;
    }
}
