namespace Igniter.Connectors.Generators;

/// <summary>A partial record that holds secrets and so gets a <c>PrintMembers</c> that doesn't print them.</summary>
internal sealed record RecordModel
{
    /// <summary>How to open the record again.</summary>
    public required TypeDeclaration Declaration { get; init; }

    /// <summary><c>private</c>, <c>protected virtual</c> or <c>protected override</c>, as the compiler's own would have.</summary>
    public required string Modifiers { get; init; }

    /// <summary>Whether a base record prints first.</summary>
    public required bool CallsBase { get; init; }

    /// <summary>Compiler warnings that the use of its members raises, because some are obsolete or experimental.</summary>
    public required EquatableArray<string> Warnings { get; init; }

    /// <summary>What it prints, in the compiler's order.</summary>
    public required EquatableArray<PrintedMemberModel> Members { get; init; }
}

/// <summary>A member that a record prints.</summary>
/// <param name="Name">Its name, without <c>@</c>.</param>
/// <param name="IsHidden">Whether <c>***</c> stands for its value.</param>
internal sealed record PrintedMemberModel(string Name, bool IsHidden);
