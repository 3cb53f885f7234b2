using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MLFlux.Tests.Architecture;

/// <summary>
/// TorchSharp frees a number that is given to a tensor's operation once the collector sees nobody use it, which may be while libtorch
/// still reads it ("Expected false to be true", or another number). Only <c>Number</c> makes such numbers, and holds them.
/// </summary>
[TestClass]
public sealed class HeldNumberTests
{
    private const string Maker = "TorchSharp.Scalar";

    [TestMethod]
    public void No_number_is_given_to_libtorch_that_nobody_holds()
    {
        string folder = AppContext.BaseDirectory;
        HashSet<string> unheld = Unheld(Path.Combine(folder, "TorchSharp.dll"));
        Assert.Contains(name => name.Contains("Tensor::op_Addition(TorchSharp.torch/Tensor,TorchSharp.torch/Tensor)"), unheld);

        string[] calls = [.. from file in Directory.GetFiles(folder, "MLFlux.*.dll")
                             where !Path.GetFileName(file).StartsWith("MLFlux.Tests", StringComparison.Ordinal)
                             from method in MethodsOf(file)
                             where method.DeclaringType.FullName != "MLFlux.Construction.Number"
                             from called in Calls(method)
                             where Makes(called) || unheld.Contains(called.FullName)
                             select $"{method.DeclaringType.FullName}.{method.Name} calls {called.Name}"];
        Assert.IsEmpty(calls, $"Use the operators of Number and HeldNumbers instead:\n{string.Join('\n', calls.Distinct())}");
    }

    /// <summary>The methods of TorchSharp that make a number and do not dispose of it themselves, and those that call them.</summary>
    private static HashSet<string> Unheld(string path)
    {
        MethodDefinition[] all = [.. MethodsOf(path)];
        HashSet<string> unheld = [.. from method in all
                                     where Calls(method).Any(Makes) && !Calls(method).Any(called => called.Name == "Dispose")
                                     select method.FullName];
        int before;
        do
        {
            before = unheld.Count;
            unheld.UnionWith(from method in all where Calls(method).Any(called => unheld.Contains(called.FullName)) select method.FullName);
        }
        while (unheld.Count > before);
        return unheld;
    }

    private static bool Makes(MethodReference called) =>
        called.Name == "ToScalar" || (called.Name == "op_Implicit" && called.DeclaringType.FullName == Maker);

    private static IEnumerable<MethodDefinition> MethodsOf(string path) =>
        from type in ModuleDefinition.ReadModule(path).GetTypes()
        where type.FullName != Maker
        from method in type.Methods
        where method.HasBody
        select method;

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        from instruction in method.Body.Instructions
        where instruction.OpCode.FlowControl == FlowControl.Call && instruction.Operand is MethodReference
        select (MethodReference)instruction.Operand;
}
