using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A layer that has no weights and nothing random: a function of its input, which gives a tensor of its own.</summary>
internal sealed class FunctionModule(string name, Func<Tensor, Tensor> function) : nn.Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => function(input);
}
