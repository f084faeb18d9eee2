namespace Igniter.Connectors.Descriptors;

/// <summary>A connection's grant while a call runs.</summary>
internal interface IGrantAccess
{
    /// <summary>The grant as of now.</summary>
    OAuthConnection Current { get; }

    /// <summary>Adds the tokens that the call has had.</summary>
    void AddTo(KnownSecrets secrets);

    /// <summary>A handler that sends the access token, for one client.</summary>
    DelegatingHandler CreateHandler();
}
