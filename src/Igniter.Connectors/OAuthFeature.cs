namespace Igniter.Connectors;

/// <summary>
/// Leads to the code for OAuth. Nothing but the definition of a connector that has OAuth refers to <see cref="Present"/>, so a native program without such
/// a connector carries none of that code, nor the HTTP stack that it sends with.
/// </summary>
internal abstract class OAuthFeature
{
    public static OAuthFeature Present => new PresentFeature();

    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID: a connector's OAuth is declared or configured wrongly.</exception>
    public abstract IConnectionGrants Start(OAuthSource source);

    private sealed class PresentFeature : OAuthFeature
    {
        public override IConnectionGrants Start(OAuthSource source) => source.OAuth.Grants;
    }
}
