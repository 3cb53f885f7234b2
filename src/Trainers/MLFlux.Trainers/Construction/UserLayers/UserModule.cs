using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>What there is to know of a module that somebody else wrote.</summary>
internal static class UserModule
{
    /// <summary>The parameters to learn, each once, by the first of its names.</summary>
    public static IEnumerable<(string Name, Parameter Value)> Learned(nn.Module module) =>
        module.named_parameters().Where(p => p.parameter.requires_grad).DistinctBy(p => p.parameter.Handle);

    /// <summary>
    /// Builds a layer's module once, to see what parameters and buffers it has, and that it keeps what the layer promises.
    /// </summary>
    public static IReadOnlyList<ParameterDeclaration> Declare(ModuleLayer layer, Shape input, Shape output)
    {
        Libtorch.Load();
        using DisposeScope scope = NewDisposeScope();
        using GlobalRandom random = new(seed: 0);
        using nn.Module<Tensor, Tensor> module = layer.CreateModuleAlone(input);
        CheckOutput(layer, module, input, output);

        HashSet<string> learned = [.. Learned(module).Select(p => p.Name)];
        string[] others = [.. module.named_parameters().Where(p => p.parameter.dtype != ScalarType.Float32)
            .Select(p => $"{p.name} is {p.parameter.dtype}")];
        if (others.Length > 0)
            throw new NotSupportedException($"{layer}: parameters are float32, but {string.Join(", ", others)}.");

        return
        [
            .. module.named_parameters().Select(p => Declaration(p.name, p.parameter, learned.Contains(p.name))),
            .. module.named_buffers().Select(b => Declaration(b.name, b.buffer, isLearned: false)),
        ];
    }

    /// <summary>The shape of a tensor; a single number without dimensions counts as a vector of one.</summary>
    public static Shape ShapeOf(Tensor tensor) =>
        tensor.dim() == 0 ? new Shape(1) : new Shape([.. tensor.shape.Select(size => checked((int)size))]);

    // The first values are the module's own; no initialiser draws them.
    private static ParameterDeclaration Declaration(string name, Tensor tensor, bool isLearned) =>
        new(name, ShapeOf(tensor), Initializers.Zeros, FanIn: 1, FanOut: 1, isLearned);

    private static void CheckOutput(ModuleLayer layer, nn.Module<Tensor, Tensor> module, Shape input, Shape output)
    {
        const long Rows = 2;
        using var noGradients = no_grad();
        module.eval();
        long[] given = module.call(zeros(input.Batch(Rows))).shape;
        if (!given.AsSpan().SequenceEqual(output.Batch(Rows)))
        {
            throw new NetworkShapeException(
                layer, $"says that it makes {output} of {input}, but its module gives [{string.Join(", ", given)}] for {Rows} rows. "
                + "Correct its OutputShape.");
        }
    }
}
