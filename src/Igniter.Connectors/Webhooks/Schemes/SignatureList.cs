namespace Igniter.Connectors;

/// <summary>A header such as <c>t=1767225600,v1=ab…,v1=cd…</c>: one timestamp and any number of hexadecimal HMAC-SHA256 signatures.</summary>
/// <param name="Timestamp">The timestamp as it was signed.</param>
/// <param name="Seconds">The same as a number.</param>
/// <param name="Signatures">The signatures of the one version that counts.</param>
internal readonly record struct SignatureList(string Timestamp, long Seconds, byte[][] Signatures)
{
    /// <returns><see langword="false"/> for a header with none or several timestamps. Other entries are skipped.</returns>
    public static bool TryParse(string? header, char separator, string timestampPrefix, string signaturePrefix, out SignatureList list)
    {
        list = default;
        string? timestamp = null;
        List<byte[]> signatures = [];
        foreach (Range part in header.AsSpan().Split(separator))
        {
            ReadOnlySpan<char> entry = header.AsSpan(part);
            if (entry.StartsWith(timestampPrefix, StringComparison.Ordinal))
            {
                if (timestamp is not null)
                {
                    return false;
                }

                timestamp = entry[timestampPrefix.Length..].ToString();
            }
            else if (entry.StartsWith(signaturePrefix, StringComparison.Ordinal)
                && WebhookHmac.Decode(entry[signaturePrefix.Length..], HmacEncoding.Hex) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        if (!WebhookHeaders.TryParseTime(timestamp, out long seconds))
        {
            return false;
        }

        list = new SignatureList(timestamp!, seconds, [.. signatures]);
        return true;
    }
}
