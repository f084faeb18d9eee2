namespace Igniter.Connectors;

/// <summary>
/// Marks a configuration property whose value is a secret: it is encrypted in the store and shown nowhere.
/// Works on a property of any type, at any depth, and on a parameter of a positional record.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EncryptedAttribute : Attribute;

/// <summary>
/// Marks a value that is shown nowhere: not in <c>ToString()</c>, logs, events, traces or API answers.
/// For action inputs, outputs and webhook payloads, and for configuration that needs no encryption.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SensitiveAttribute : Attribute;
