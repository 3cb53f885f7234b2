using MLFlux.Native;
using static MLFlux.Layers;

namespace MLFlux.Tests.Native;

/// <summary>Where libtorch gets no memory, a sentence says what was being done, how much it asked for, and what to do.</summary>
[TestClass]
public sealed class LibtorchMemoryTests
{
    [TestMethod]
    public void A_network_too_large_to_build_is_said()
    {
        const int Layers = 20_000, Width = 46_000; // More than any processor can address.
        Layer network = Chain([.. Enumerable.Repeat(Dense(Width, bias: false), Layers)]);

        InsufficientMemoryException fault =
            Assert.ThrowsExactly<InsufficientMemoryException>(() => network.Build(new Shape(Width), seed: 1).Dispose());

        Assert.AreEqual(
            "libtorch got no memory (169,280,000,000,000 bytes asked for) while building a network of 42,320,000,000,000 weights. Make "
            + "its layers smaller.",
            fault.Message);
    }

    [TestMethod]
    [DataRow(
        "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4000 bytes. "
        + "Error code 12 (Cannot allocate memory)\nframe #0: c10::",
        "libtorch got no memory (4,000 bytes asked for) while scoring. Do less.")]
    [DataRow("CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 3.95 GiB total capacity)",
        "libtorch got no memory (20.00 MiB asked for) while scoring. Do less.")]
    [DataRow("CUDA error: out of memory", "libtorch got no memory while scoring. Do less.")]
    public void Each_of_its_messages_is_understood(string message, string expected)
    {
        var fault = new InvalidOperationException(message);

        Assert.IsTrue(LibtorchMemory.IsOutOfMemory(fault));
        Assert.AreEqual(expected, LibtorchMemory.Explained(fault, "scoring", "Do less.").Message);
    }

    [TestMethod]
    public void Other_faults_stay_as_they_are() =>
        Assert.IsFalse(
            LibtorchMemory.IsOutOfMemory(new InvalidOperationException("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)")));
}
