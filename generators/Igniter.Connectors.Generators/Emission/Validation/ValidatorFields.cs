namespace Igniter.Connectors.Generators;

/// <summary>Collects what validators make once: expressions and attributes. They stand in a class of their own, so that they are made when first needed.</summary>
internal sealed class ValidatorFields
{
    private const string ClassName = "ValidatorFields";

    private readonly List<(string Type, string Name, string Code)> _fields = [];
    private readonly Dictionary<string, string> _regexes = [];

    /// <summary>An expression, one for all equal ones.</summary>
    public string Regex(PatternCheck check)
    {
        string code = $"{Names.Checks}.CreateRegex({Literals.Of(check.Pattern)}, {check.TimeoutMilliseconds}, {Literals.Of(check.IsLinear)})";
        if (!_regexes.TryGetValue(code, out string? field))
        {
            field = Add("global::System.Text.RegularExpressions.Regex", $"Regex{_regexes.Count}", code);
            _regexes.Add(code, field);
        }

        return field;
    }

    /// <summary>An attribute, one for each declaration.</summary>
    public string Attribute(AttributeCheck check) =>
        Add("global::System.ComponentModel.DataAnnotations.ValidationAttribute", $"Attribute{_fields.Count}", check.Creation);

    public void Emit(SourceWriter writer)
    {
        if (_fields.Count == 0)
        {
            return;
        }

        writer.Open($"private static class {ClassName}");
        foreach ((string type, string name, string code) in _fields)
        {
            writer.Line($"internal static readonly {type} {name} = {code};");
        }

        writer.Close();
    }

    private string Add(string type, string name, string code)
    {
        _fields.Add((type, name, code));
        return $"{ClassName}.{name}";
    }

    /// <summary>The run-time types that validators use.</summary>
    internal static class Names
    {
        public const string Checks = "global::Igniter.Connectors.Descriptors.ValidationChecks";
        public const string Run = "global::Igniter.Connectors.Descriptors.ValidationRun";
        public const string Subject = "global::Igniter.Connectors.Descriptors.ValidationSubject";
    }
}
