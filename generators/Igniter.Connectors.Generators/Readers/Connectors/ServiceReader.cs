using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads a parameter that is filled from dependency injection.</summary>
internal static class ServiceReader
{
    public static ParameterModel Read(IParameterSymbol parameter)
    {
        AttributeData? keyed = parameter.FindAttribute("Microsoft.Extensions.DependencyInjection", "FromKeyedServicesAttribute");
        return new ParameterModel
        {
            Name = parameter.Name.ToIdentifier(),
            TypeName = parameter.Type.ToFullNameNotNull(),
            Source = ParameterSource.Service,
            AllowsNull = parameter.Type.IsReferenceType && parameter.Type.AllowsNull(),
            Default = parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : null,
            ServiceKey = keyed?.ConstructorArguments is [{ IsNull: false } key] ? Literals.Of(key) : null,
        };
    }
}
