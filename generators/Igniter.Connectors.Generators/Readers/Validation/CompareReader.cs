using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[Compare]</c>, which stands on properties only.</summary>
internal static class CompareReader
{
    public static CompareCheck? Read(CheckTarget target, AttributeData attribute)
    {
        string name = attribute.ConstructorArguments[0].Value as string ?? "";
        ISymbol? other = Find(target.Member, name);
        if (other is null)
        {
            target.Report(Rules.AttributeDoesNotFit, attribute, $"there is no '{name}' beside it");
            return null;
        }

        DisplayText otherName = DisplayText.NameOf(other, AttributeFinder.Find(other), target.Context);
        return new CompareCheck(name)
        {
            Message = MessageReader.Read(target, attribute, "'{0}' and '{1}' do not match.", new MessageArgument(otherName.Constant, otherName.Code)),
            NullForm = target.NullForm,
        };
    }

    private static ISymbol? Find(ISymbol member, string name)
    {
        for (INamedTypeSymbol? type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).FirstOrDefault(candidate => candidate is IPropertySymbol { IsStatic: false }) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
