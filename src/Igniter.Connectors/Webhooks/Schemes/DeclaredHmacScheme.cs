using System.Text;

namespace Igniter.Connectors;

/// <summary>What <see cref="HmacSignatureAttribute"/> describes.</summary>
internal sealed class DeclaredHmacScheme : WebhookScheme
{
    private const string Body = "{body}";
    private const string Time = "{timestamp}";
    private const string Id = "{id}";

    private readonly HmacSignatureAttribute _declaration;
    private readonly string _before;
    private readonly string _after;
    private readonly string _afterId;

    public DeclaredHmacScheme(HmacSignatureAttribute declaration)
    {
        _declaration = declaration;
        int body = declaration.Payload.IndexOf(Body, StringComparison.Ordinal);
        _before = declaration.Payload[..body];
        _after = declaration.Payload[(body + Body.Length)..];
        int id = declaration.Payload.IndexOf(Id, StringComparison.Ordinal);
        string rest = id < 0 ? "" : declaration.Payload[(id + Id.Length)..];
        int next = rest.IndexOf('{', StringComparison.Ordinal);
        _afterId = next < 0 ? rest : rest[..next];
    }

    public override TimeSpan Tolerance => TimeSpan.FromSeconds(_declaration.ToleranceSeconds);

    public override WebhookPlace DeliveryId => new(_declaration.IdHeader, null);

    /// <summary>Says what is wrong with a declaration; <see langword="null"/> for nothing.</summary>
    public static string? Check(HmacSignatureAttribute declaration)
    {
        string payload = declaration.Payload;
        bool SignsTime() => payload.Contains(Time, StringComparison.Ordinal);
        bool SignsId() => payload.Contains(Id, StringComparison.Ordinal);
        return declaration switch
        {
            { Header: null or "" } => "needs a Header",
            _ when payload.Split(Body).Length != 2 => "needs a Payload with {body} in it once",
            { TimestampHeader: null or "" } when SignsTime() => "needs a TimestampHeader for the {timestamp} in its Payload",
            { TimestampHeader: not (null or "") } when !SignsTime() => "has a TimestampHeader that its Payload doesn't sign: a time that isn't signed counts for nothing",
            { IdHeader: null or "" } when SignsId() => "needs an IdHeader for the {id} in its Payload",
            { ToleranceSeconds: < 0 } => "needs ToleranceSeconds of 0 or more",
            _ => null,
        };
    }

    public override bool Verify(WebhookRequest request, string[] secrets)
    {
        string timestamp = "";
        string id = "";
        if (_declaration.TimestampHeader is { Length: > 0 } timestampHeader)
        {
            timestamp = request.Single(timestampHeader) ?? "";
            if (!WebhookHeaders.TryParseTime(timestamp, out long seconds) || !IsFresh(request, seconds))
            {
                return false;
            }
        }

        if (_declaration.IdHeader is { Length: > 0 } idHeader && _declaration.Payload.Contains(Id, StringComparison.Ordinal))
        {
            id = request.Single(idHeader) ?? "";

            // An id that holds what follows it could borrow the place of the next field.
            if (id.Length == 0 || (_afterId.Length > 0 && id.Contains(_afterId, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return WebhookHmac.AnyMatches(
            _declaration.Algorithm, WebhookHmac.Utf8Keys(secrets), Fill(_before), request.Body, Fill(_after), Signatures(request.Single(_declaration.Header)));

        string Fill(string template) => new StringBuilder(template).Replace(Time, timestamp).Replace(Id, id).ToString();
    }

    private byte[][] Signatures(string? header)
    {
        List<byte[]> signatures = [];
        string prefix = _declaration.Prefix ?? "";
        foreach (Range part in header.AsSpan().SplitAny(',', ' '))
        {
            ReadOnlySpan<char> text = header.AsSpan(part);
            if (text.StartsWith(prefix, StringComparison.Ordinal)
                && WebhookHmac.Decode(text[prefix.Length..], _declaration.Encoding, _declaration.Algorithm) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        return [.. signatures];
    }
}
