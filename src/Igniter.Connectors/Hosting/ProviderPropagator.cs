using System.Diagnostics;

namespace Igniter.Connectors;

/// <summary>
/// Keeps a request to a provider apart from the application's trace: the provider gets neither trace id nor baggage, and the request's span keeps
/// scheme and host of the address, because some providers want a token in the path.
/// </summary>
internal sealed class ProviderPropagator : DistributedContextPropagator
{
    private const string AddressTag = "url.full";

    public override IReadOnlyCollection<string> Fields => [];

    /// <summary>Called by <see cref="SocketsHttpHandler"/> for each request, after its span got its tags.</summary>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity?.GetTagItem(AddressTag) is string address && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
        {
            activity.SetTag(AddressTag, $"{uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}/{TextRedactor.Mark}");
        }
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = null;
        traceState = null;
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
