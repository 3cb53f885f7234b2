using System.Runtime.InteropServices;

namespace MLFlux;

/// <summary>A kind of machine, by what may decide the last digit of a result. It has no name of a machine or a user.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Processors">How many logical processors the process may use.</param>
/// <param name="Runtime">The .NET runtime.</param>
public sealed record ModelCardMachine(string System, string Architecture, int Processors, string Runtime)
{
    internal static ModelCardMachine Current() => new(
        RuntimeInformation.OSDescription, $"{RuntimeInformation.ProcessArchitecture}", Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription);
}
