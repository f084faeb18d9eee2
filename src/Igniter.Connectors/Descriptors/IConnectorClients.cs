namespace Igniter.Connectors.Descriptors;

/// <summary>Makes the HTTP clients of connectors.</summary>
internal interface IConnectorClients
{
    /// <summary>The connector's named client, as its constructor gets it.</summary>
    HttpClient Create(string connector);

    /// <summary>A client for one call: the named one, repeating what is safe to repeat, and sending the access token where there is a grant.</summary>
    HttpClient Create(string connector, IGrantAccess? grant);
}
