using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[Url]</c>, <c>[EmailAddress]</c>, <c>[Phone]</c>, <c>[CreditCard]</c> and <c>[Base64String]</c>.</summary>
internal static class FormatReader
{
    public static FormatCheck? Read(CheckTarget target, AttributeData attribute, TextFormat format)
    {
        if (!target.IsString && !(format == TextFormat.Url && target.Type.Is("System", "Uri")))
        {
            target.ReportMisfit(attribute);
            return null;
        }

        string standard = format switch
        {
            TextFormat.Url => "The {0} field is not a valid fully-qualified http, https, or ftp URL.",
            TextFormat.EmailAddress => "The {0} field is not a valid e-mail address.",
            TextFormat.Phone => "The {0} field is not a valid phone number.",
            TextFormat.CreditCard => "The {0} field is not a valid credit card number.",
            _ => "The {0} field is not a valid Base64 encoding.",
        };

        return new FormatCheck(format) { Message = MessageReader.Read(target, attribute, standard), NullForm = target.NullForm };
    }
}
