namespace Igniter.Connectors;

/// <summary>What became of an attempt to claim work.</summary>
public enum ClaimResult
{
    /// <summary>The caller has the claim.</summary>
    Claimed,

    /// <summary>Another claimant has it.</summary>
    InProgress,

    /// <summary>The work is done.</summary>
    Done,
}
