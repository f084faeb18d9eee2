using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Writes the part of a record that prints its members without their secrets.</summary>
internal static class RecordEmitter
{
    public static void Emit(SourceProductionContext context, RecordModel record) =>
        context.AddSource(Names.HintName(record.Declaration.Path + ".PrintMembers"), SourceText.From(Emit(record), Encoding.UTF8));

    public static string Emit(RecordModel record)
    {
        SourceWriter writer = SourceFile.Start(record.Warnings)
            .OpenNamespace(record.Declaration.Namespace)
            .OpenType(record.Declaration)
            .Documentation("<summary>Prints the members without their secrets.</summary>")
            .Documentation("<param name=\"builder\">Gets the text.</param>")
            .Documentation("<returns>Whether there is any member.</returns>")
            .Line(SourceFile.GeneratedCode)
            .Open($"{record.Modifiers} bool PrintMembers(global::System.Text.StringBuilder builder)")
            .Line("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");

        if (record.CallsBase)
        {
            writer.Open("if (base.PrintMembers(builder))").Line("builder.Append(\", \");").Close().Line();
        }

        for (int i = 0; i < record.Members.Count; i++)
        {
            PrintedMemberModel member = record.Members[i];
            string label = $"{(i == 0 ? "" : ", ")}{member.Name} = ";
            writer.Line(member.IsHidden
                ? $"builder.Append({Literals.Of(label + "***")});"
                : $"builder.Append({Literals.Of(label)}).Append((object?)this.{member.Name.ToIdentifier()});");
        }

        return writer.Line("return true;")
            .Close()
            .CloseType(record.Declaration)
            .CloseNamespace(record.Declaration.Namespace)
            .End();
    }
}
