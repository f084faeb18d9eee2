using System.Globalization;

namespace Igniter.Connectors.Generators;

/// <summary>Writes the checks of one member: first whether it is there, then what is asked of any value, then what is asked of one that isn't null.</summary>
internal sealed class MemberValidatorEmitter(
    SourceWriter writer, ValidatorPlan plan, ValidatorMethods methods, ValidatorFields fields, TypeModel owner)
{
    public void Emit(MemberModel member, string local)
    {
        bool isEntered = member.TypeId.Length > 0 && plan.Needs(member.TypeId) && !plan.IsEnum(member.TypeId);
        CheckModel[] checks = [.. ValidatorPlan.ChecksOf(member)];
        if (!member.IsReadable || (checks.Length == 0 && !isEntered))
        {
            return;
        }

        NullForm nullForm = checks.Length > 0 ? checks[0].NullForm : plan.NullFormOf(member.TypeId);
        CheckModel[] firsts = [.. checks.Where(check => check.IsFirst)];
        CheckModel[] others = [.. checks.Where(check => !check.IsFirst)];

        // An attribute may say that a getter gives null although the type doesn't.
        string type = nullForm == NullForm.Reference && !member.TypeName.EndsWith("?", StringComparison.Ordinal) ? member.TypeName + "?" : member.TypeName;
        writer.Line($"{type} {local} = value.{member.Name.ToIdentifier()};");
        bool hasRest = others.Length > 0 || isEntered;
        int open = 0;
        for (int i = 0; i < firsts.Length; i++)
        {
            bool hasMore = hasRest || i < firsts.Length - 1;
            EmitFirst(member, firsts[i], local, hasMore);
            open += hasMore ? 1 : 0;
        }

        EmitAny(member, others, local);
        bool isKnown = nullForm == NullForm.None || firsts.Any(first => first is NotNullCheck or RequiredCheck);
        EmitPresent(member, others, local, nullForm, isKnown, isEntered);
        for (; open > 0; open--)
        {
            writer.Close();
        }

        writer.Line();
    }

    /// <summary>Leaves a brace open for what is only asked when this one is right.</summary>
    private void EmitFirst(MemberModel member, CheckModel check, string local, bool hasMore)
    {
        if (check is AttributeCheck attribute)
        {
            string call = Ask(attribute, local, member);
            _ = hasMore ? writer.Open($"if ({call})") : writer.Line($"{call};");
            return;
        }

        bool asksText = check is RequiredCheck { AllowsEmptyStrings: false, NullForm: NullForm.Reference };
        EmitFailure(member, check, asksText ? $"{ValidatorFields.Names.Checks}.IsMissing({local})" : $"{local} is null");
        if (hasMore)
        {
            writer.Open("else");
        }
    }

    /// <summary>Checks that take null as a value.</summary>
    private void EmitAny(MemberModel member, IEnumerable<CheckModel> checks, string local)
    {
        foreach (CheckModel check in checks)
        {
            switch (check)
            {
                case ValuesCheck values:
                    string equals = string.Join(" || ", values.Values.Select(value => $"{local} == {value.Code}"));
                    EmitFailure(member, check, values.IsAllowed ? $"!({equals})" : equals);
                    break;
                case CompareCheck compare when FindOther(compare) is { } other:
                    EmitFailure(member, check, $"!object.Equals({local}, value.{other.Name.ToIdentifier()})");
                    break;
                case MethodCheck method:
                    writer.Line(Call(method, local, Literals.Of(member.Name)));
                    break;
                case AttributeCheck attribute:
                    writer.Line($"{Ask(attribute, local, member)};");
                    break;
            }
        }
    }

    /// <summary>Checks that pass over null, and the object that the member holds.</summary>
    private void EmitPresent(MemberModel member, CheckModel[] checks, string local, NullForm nullForm, bool isKnown, bool isEntered)
    {
        string present = nullForm == NullForm.Nullable ? $"{local}.Value" : local;
        (CheckModel Check, string Failure)[] failures =
            [.. checks.Select(check => (check, FailureOf(check, present))).Where(pair => pair.Item2 is not null).Select(pair => (pair.check, pair.Item2!))];
        if (failures.Length == 0 && !isEntered)
        {
            return;
        }

        if (!isKnown)
        {
            writer.Open($"if ({local} is not null)");
        }

        foreach ((CheckModel check, string failure) in failures)
        {
            EmitFailure(member, check, failure);
        }

        if (isEntered)
        {
            EmitEntry(Literals.Of(member.JsonName), member.TypeId, local);
        }

        if (!isKnown)
        {
            writer.Close();
        }
    }

    /// <summary>Goes into an object under a name or an index and checks it.</summary>
    public void EmitEntry(string segment, string typeId, string value) => writer
        .Open($"if (run.Enter({segment}))")
        .Line($"{methods.Use(typeId)}({value}, ref run);")
        .Line("run.Leave();")
        .Close();

    /// <summary>A call of the user's method, whose result is added under a member or, for <c>null</c>, for the object.</summary>
    public static string Call(MethodCheck check, string value, string member)
    {
        string context = check.TakesContext ? $", subject.Context({member}, {check.DisplayName}, run)" : "";
        return $"subject.Take({check.Method}({value}{context}), {member}, {check.Message}, ref run);";
    }

    /// <summary>C# that is true when the check fails; null for one that isn't asked this way.</summary>
    public string? FailureOf(CheckModel check, string value) => check switch
    {
        LengthCheck length => LengthFailure(length, value),
        RangeCheck range => RangeFailure(range, value),
        PatternCheck pattern => $"!{ValidatorFields.Names.Checks}.Matches({fields.Regex(pattern)}, {pattern.TextFormat.Replace("{0}", value)})",
        FormatCheck format => $"!{ValidatorFields.Names.Checks}.Is{format.Format}({value})",
        DefinedEnumCheck defined => $"!global::System.Enum.IsDefined<{defined.EnumType}>({value})",
        _ => null,
    };

    private static string LengthFailure(LengthCheck check, string value)
    {
        string length = check.LengthFormat.Replace("{0}", value);
        string? tooShort = check.Minimum is { } minimum ? $"{length} < {Text(minimum)}" : null;
        string? tooLong = check.Maximum is { } maximum ? $"{length} > {Text(maximum)}" : null;
        return string.Join(" || ", new[] { tooShort, tooLong }.Where(failure => failure is not null));
    }

    private static string RangeFailure(RangeCheck check, string value)
    {
        string operand = check.OperandFormat.Replace("{0}", value);
        string exclusive = check.Minimum.IsExclusive || check.Maximum.IsExclusive
            ? $", {Literals.Of(check.Minimum.IsExclusive)}, {Literals.Of(check.Maximum.IsExclusive)}"
            : "";
        return $"!{ValidatorFields.Names.Checks}.IsInRange<{check.OperandType}>({operand}, {check.Minimum.Code}, {check.Maximum.Code}{exclusive})";
    }

    private string Ask(AttributeCheck check, string local, MemberModel member) =>
        $"subject.Ask({fields.Attribute(check)}, {local}, {Literals.Of(member.Name)}, {check.DisplayName}, ref run)";

    private void EmitFailure(MemberModel member, CheckModel check, string failure) => writer
        .Open($"if ({failure})")
        .Line($"run.Add({Literals.Of(member.JsonName)}, {check.Message});")
        .Close();

    private MemberModel? FindOther(CompareCheck check) =>
        owner.Members.LastOrDefault(member => member.IsReadable && member.Name == check.OtherMember);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
