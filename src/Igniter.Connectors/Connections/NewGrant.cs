namespace Igniter.Connectors;

/// <summary>A grant that a flow ended in.</summary>
/// <param name="Grant">The tokens.</param>
/// <param name="Info">What may be shown.</param>
/// <param name="Hash">For <see cref="ConnectionRecord.GrantHash"/>.</param>
internal sealed record NewGrant(StoredGrant Grant, GrantInfo Info, string Hash);
