namespace Igniter.Connectors.Descriptors;

/// <summary>Makes the HTTP clients of connectors.</summary>
internal interface IConnectorClients
{
    /// <summary>The factory of all named clients.</summary>
    IHttpClientFactory Factory { get; }

    /// <summary>A named client; the one of a connector's key is what its constructor gets.</summary>
    HttpClient Create(string name);

    /// <summary>A client for one call: the named one, repeating what is safe to repeat, and sending the access token where there is a grant.</summary>
    HttpClient Create(string connector, IGrantAccess? grant);
}
