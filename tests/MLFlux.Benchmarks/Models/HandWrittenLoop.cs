using MLFlux.Benchmarks.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Models;

/// <summary>
/// The other side of training: a loop as a good engineer writes it in TorchSharp, over tensors already in memory, with
/// libtorch's own number of threads.
/// </summary>
internal static class HandWrittenLoop
{
    public const int BatchSize = 128;
    public const double LearningRate = 1e-3;

    /// <summary>Trains a module; the mean loss of the last epoch.</summary>
    public static double Train(nn.Module<Tensor, Tensor> module, DigitTensors data, int epochs)
    {
        using optim.Optimizer optimizer = optim.Adam(module.parameters(), LearningRate);
        module.train();
        long rows = data.Labels.shape[0];
        double sum = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            sum = 0;
            using Tensor order = randperm(rows);
            for (long start = 0; start < rows; start += BatchSize)
            {
                using DisposeScope scope = NewDisposeScope();
                long count = Math.Min(BatchSize, rows - start);
                Tensor batch = order.narrow(0, start, count);
                Tensor outputs = module.call(data.Images.index_select(0, batch));
                Tensor loss = nn.functional.cross_entropy(outputs, data.Labels.index_select(0, batch));
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                sum += loss.item<float>() * count;
            }
        }

        return sum / rows;
    }

    /// <summary>The fraction of rows classified rightly.</summary>
    public static double Accuracy(nn.Module<Tensor, Tensor> module, DigitTensors data)
    {
        module.eval();
        using var noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return module.call(data.Images).argmax(1).eq(data.Labels).to_type(ScalarType.Float64).mean().item<double>();
    }
}
