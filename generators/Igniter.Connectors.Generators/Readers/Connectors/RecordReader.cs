using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Finds, among the types that cross a connector's border, the records that would print a secret.</summary>
internal static class RecordReader
{
    public static EquatableArray<RecordModel> Read(ReaderContext reader, IEnumerable<ITypeSymbol> roots)
    {
        SecretTypes secrets = new(reader.Compilation);
        foreach (ITypeSymbol root in roots)
        {
            secrets.Visit(root);
        }

        return secrets.Types
            .Where(type => CanBeOpened(type, reader.CancellationToken) && !PrintsItself(type))
            .Select(type => Read(type, secrets))
            .Where(record => record.Members.Any(member => member.IsHidden))
            .OrderBy(record => record.Declaration.Path, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    /// <summary>The secret that a record shows because it, or a type around it, can't be opened; null where it shows none.</summary>
    public static ISymbol? FindShown(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.IsRecord && !type.DeclaringSyntaxReferences.IsEmpty && !CanBeOpened(type, cancellationToken) && !PrintsItself(type)
            ? PrintedMembers(type).FirstOrDefault(SecretTypes.IsMarked)
            : null;

    private static RecordModel Read(INamedTypeSymbol type, SecretTypes secrets)
    {
        bool callsBase = type.BaseType is { IsRecord: true };
        return new RecordModel
        {
            Declaration = DeclarationReader.Read(type),
            Modifiers = callsBase ? "protected override" : type.IsSealed ? "private" : "protected virtual",
            CallsBase = callsBase,
            Warnings = TypeAttributes.Read(PrintedMembers(type).Append(type)).Warnings.ToEquatableArray(),
            Members = PrintedMembers(type)
                .Select(member => new PrintedMemberModel(member.Name, secrets.IsSecret(member) || secrets.Leaks(TypeOf(member), PrintsSafely)))
                .ToEquatableArray(),
        };

        bool PrintsSafely(INamedTypeSymbol candidate) => candidate.IsRecord && !PrintsItself(candidate) && CanBeOpened(candidate, default);
    }

    /// <summary>What the compiler's own <c>PrintMembers</c> prints: the public instance fields and readable properties declared here.</summary>
    private static IEnumerable<ISymbol> PrintedMembers(INamedTypeSymbol type) => type.GetMembers().Where(member => member switch
    {
        { IsStatic: true } or not { DeclaredAccessibility: Accessibility.Public } => false,
        IFieldSymbol field => field.CanBeReferencedByName,
        IPropertySymbol property => property is { GetMethod: not null, IsIndexer: false, IsOverride: false },
        _ => false,
    });

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private static bool CanBeOpened(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.IsRecord && !type.DeclaringSyntaxReferences.IsEmpty && DeclarationReader.IsPartial(type, cancellationToken);

    /// <summary>Whether the user wrote what prints it.</summary>
    private static bool PrintsItself(INamedTypeSymbol type) =>
        type.GetMembers("PrintMembers").Concat(type.GetMembers("ToString")).Any(member => !member.IsImplicitlyDeclared);
}
