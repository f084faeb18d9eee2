using System.Globalization;

namespace Igniter.Connectors.Generators;

/// <summary>Writes the validators of a graph's types.</summary>
internal sealed class ValidatorEmitter
{
    private const string NullMessage = "\"The value is required.\"";

    private readonly SourceWriter _writer;
    private readonly ValidatorPlan _plan;
    private readonly ValidatorMethods _methods = new();
    private readonly ValidatorFields _fields = new();

    private ValidatorEmitter(SourceWriter writer, ValidatorPlan plan)
    {
        _writer = writer;
        _plan = plan;
    }

    /// <summary>
    /// C# expression for the <c>Validator&lt;T&gt;?</c> of a value that crosses the border: refuses null as well, unless it is allowed. An action's input
    /// is never null, since generated clients make it.
    /// </summary>
    public static string Expression(ValidatorPlan plan, string typeId, bool isNullable)
    {
        TypeModel type = plan[typeId];
        string validator = plan.Needs(typeId) ? $"Validate{typeId}" : "null";
        return type is { IsReferenceType: true, IsInput: false } && !isNullable ? $"{ValidatorFields.Names.Checks}.NotNull<{type.FullName}>({validator})" : validator;
    }

    /// <summary>
    /// Writes <c>Validate{Id}</c> methods into the body of <c>IgniterGenerated</c>: for all roots that need one, and what those call.
    /// </summary>
    public static void Emit(SourceWriter writer, TypeGraph graph, ValidatorPlan plan)
    {
        ValidatorEmitter emitter = new(writer, plan);
        foreach (RootModel root in graph.Roots.Where(root => plan.Needs(root.TypeId)))
        {
            emitter._methods.Use(root.TypeId);
        }

        while (emitter._methods.Next() is { } typeId)
        {
            emitter.EmitType(emitter._plan[typeId]);
        }

        emitter._fields.Emit(writer);
    }

    private void EmitType(TypeModel type)
    {
        bool asksUser = ValidatorPlan.AsksUser(type);
        bool asksItself = type.IsValidatableObject || type.Checks.Count > 0;
        string parameter = type.FullName + (type.IsReferenceType ? "?" : "");
        _writer.Open($"private static void {_methods.Use(type.Id)}({parameter} value, ref {ValidatorFields.Names.Run} run)");
        EmitStart(type);
        if (asksUser)
        {
            _writer.Line($"{ValidatorFields.Names.Subject} subject = new(value, JsonNameIn{type.Id});");
        }

        if (asksItself)
        {
            _writer.Line("int errors = run.Count;");
        }

        MemberValidatorEmitter members = new(_writer, _plan, _methods, _fields, type);
        EmitContent(type, members);
        if (asksItself)
        {
            EmitOwnChecks(type, members);
        }

        _writer.Close().Line();
        if (asksUser)
        {
            EmitJsonNames(type);
        }
    }

    /// <summary>Null is the caller's to judge; a derived type has its own validator; a cycle ends.</summary>
    private void EmitStart(TypeModel type)
    {
        if (type.IsReferenceType)
        {
            _writer.Open("if (value is null)").Line("return;").Close().Line();
        }

        foreach (string id in type.DerivedTypes.Select(derived => derived.TypeId).Where(id => id != type.Id && _plan.Needs(id)))
        {
            string name = _plan[id].FullName;
            _writer
                .Open($"if (value.GetType() == typeof({name}))")
                .Line($"{_methods.Use(id)}(({name})value, ref run);")
                .Line("return;")
                .Close()
                .Line();
        }

        if (type.IsReferenceType && _plan.IsRecursive(type.Id))
        {
            _writer.Open("if (!run.IsFirstVisit(value))").Line("return;").Close().Line();
        }
    }

    private void EmitContent(TypeModel type, MemberValidatorEmitter members)
    {
        switch (type.Kind)
        {
            case TypeModelKind.Nullable when _plan.Needs(type.ElementId!):
                _writer.Open("if (value is not null)").Line($"{_methods.Use(type.ElementId!)}(value.Value, ref run);").Close();
                break;
            case TypeModelKind.Enum:
                _writer
                    .Open($"if (!global::System.Enum.IsDefined<{type.FullName}>(value))")
                    .Line("run.Add(\"\", \"The value is invalid.\");")
                    .Close();
                break;
            case TypeModelKind.List:
                EmitItems(type, members);
                break;
            case TypeModelKind.Dictionary:
                EmitEntries(type, members);
                break;
            case TypeModelKind.Object:
                int number = 0;
                foreach (MemberModel member in type.Members)
                {
                    members.Emit(member, "member" + (++number).ToString(CultureInfo.InvariantCulture));
                }

                break;
        }
    }

    private void EmitItems(TypeModel type, MemberValidatorEmitter members)
    {
        if (!HasItemsToCheck(type))
        {
            return;
        }

        // An array that was never made can't be enumerated.
        if (type.FullName.StartsWith("global::System.Collections.Immutable.ImmutableArray<", StringComparison.Ordinal))
        {
            _writer.Open("if (value.IsDefault)").Line("return;").Close().Line();
        }

        string items = type.FullName.StartsWith("global::System.Memory<", StringComparison.Ordinal)
            || type.FullName.StartsWith("global::System.ReadOnlyMemory<", StringComparison.Ordinal) ? "value.Span" : "value";
        _writer
            .Line("int index = 0;")
            .Open($"foreach ({ElementOf(type)} item in {items})");
        EmitItem(type, members, "index", "item");
        _writer
            .Line("index++;")
            .Close();
    }

    private void EmitEntries(TypeModel type, MemberValidatorEmitter members)
    {
        if (!HasItemsToCheck(type))
        {
            return;
        }

        bool hasTextKeys = type.KeyId is null || _plan[type.KeyId].FullName == "string";
        string key = type.KeyId is null ? "string" : _plan[type.KeyId].FullName;
        _writer.Open($"foreach (global::System.Collections.Generic.KeyValuePair<{key}, {ElementOf(type)}> entry in value)");
        EmitItem(
            type,
            members,
            hasTextKeys ? "entry.Key" : "global::System.Convert.ToString((object)entry.Key, global::System.Globalization.CultureInfo.InvariantCulture) ?? \"\"",
            "entry.Value");
        _writer.Close();
    }

    private void EmitItem(TypeModel type, MemberValidatorEmitter members, string segment, string item)
    {
        if (_plan.RefusesNullItems(type))
        {
            _writer.Open($"if ({item} is null)").Line($"run.Add({segment}, {NullMessage});").Close();
        }

        if (!_plan.Needs(type.ElementId!))
        {
            return;
        }

        bool canBeNull = _plan.NullFormOf(type.ElementId!) != NullForm.None;
        if (canBeNull)
        {
            _writer.Open(_plan.RefusesNullItems(type) ? "else" : $"if ({item} is not null)");
        }

        members.EmitEntry(segment, type.ElementId!, item);
        if (canBeNull)
        {
            _writer.Close();
        }
    }

    /// <summary>The type's own attributes are only asked when its members are right, <c>IValidatableObject</c> only when those are right, as elsewhere in .NET.</summary>
    private void EmitOwnChecks(TypeModel type, MemberValidatorEmitter members)
    {
        if (type.Checks.Count > 0)
        {
            _writer.Open("if (run.Count == errors)");
            foreach (CheckModel check in type.Checks)
            {
                _ = check switch
                {
                    AttributeCheck attribute => _writer.Line($"subject.Ask({_fields.Attribute(attribute)}, value, null, {attribute.DisplayName}, ref run);"),
                    MethodCheck method => _writer.Line(MemberValidatorEmitter.Call(method, "value", "null")),
                    _ => _writer.Open($"if ({members.FailureOf(check, "value")})").Line($"run.Add(\"\", {check.Message});").Close(),
                };
            }

            _writer.Close().Line();
        }

        if (type.IsValidatableObject)
        {
            _writer.Open("if (run.Count == errors)").Line($"subject.AskItself(typeof({type.FullName}).Name, ref run);").Close();
        }
    }

    private void EmitJsonNames(TypeModel type)
    {
        _writer.Open($"private static string JsonNameIn{type.Id}(string name) => name switch");
        foreach (IGrouping<string, MemberModel> member in type.Members.Where(member => member.JsonName != member.Name).GroupBy(member => member.Name))
        {
            _writer.Line($"{Literals.Of(member.Key)} => {Literals.Of(member.Last().JsonName)},");
        }

        _writer.Line("_ => name,").Close(";").Line();
    }

    private bool HasItemsToCheck(TypeModel type) => _plan.RefusesNullItems(type) || _plan.Needs(type.ElementId!);

    private string ElementOf(TypeModel type) =>
        _plan[type.ElementId!].FullName + (type.ElementIsNullable && _plan[type.ElementId!].IsReferenceType ? "?" : "");
}
