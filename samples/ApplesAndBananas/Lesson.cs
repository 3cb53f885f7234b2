using MLFlux;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace ApplesAndBananas;

/// <summary>The steps, each with a little code and what comes of it.</summary>
internal static class Lesson
{
    private static readonly Shape Colour = new(2);

    public static void Run(Basket basket, int seed)
    {
        Console.WriteLine("Apples, bananas and grapes, told apart by two numbers: how red and how green. From one neuron to a softmax,");
        Console.WriteLine("each step shows weights, loss and gradient, so that nothing of what Fit does in a pipeline stays hidden.");
        LookAtANeuron(basket, seed);
        UpdateByHand(basket, seed);
        TrainInOneCall(basket, seed);
        TellThreeKindsApart(basket, seed);
        GoDeeper(basket, seed);
        TrainOnBatches(basket, seed);
        EndInSoftmax(basket, seed);
    }

    private static void LookAtANeuron(Basket basket, int seed)
    {
        Say.Step("A neuron", "Two inputs, how red and how green; one output between 0 and 1; random weights to begin with.");
        using var model = new LiveNetwork(Dense(inputs: 2, outputs: 1, Sigmoid), Colour, seed);
        Console.WriteLine(model);
        Say.Weights(model);

        float[] x = basket.Apples[0];
        float red = x[0], green = x[1];
        ReadOnlySpan<float> w = model["weight"].Values;
        float byHand = 1 / (1 + MathF.Exp(-((w[0] * red) + (w[1] * green) + model["bias"].Values[0])));
        Console.WriteLine($"the first apple is red {red:0.00}, green {green:0.00}");
        Console.WriteLine($"model(x)       = {model.Call(x)[0]:0.000000}");
        Console.WriteLine($"σ(W x + b)     = {byHand:0.000000}    the same, by hand");
        Console.WriteLine(
            $"model(float64) = {model.Call([.. x.Select(value => (double)value)])[0]:0.000000}    with one warning, on the error stream");

        var first = new Observation(x, [0]);
        Console.WriteLine($"squared error against 0, an apple: {model.Differentiate(Losses.MeanSquaredError(), first):0.000000}");
        Say.Gradients(model);
    }

    private static void UpdateByHand(Basket basket, int seed)
    {
        Say.Step("Loss, gradient, update",
            "Apples are 0, bananas are 1. The mean squared error says how wrong the neuron is, the gradient which way is better.");
        using var model = new LiveNetwork(Dense(inputs: 2, outputs: 1, Sigmoid), Colour, seed);
        Observation[] fruit = basket.TwoKinds();
        Loss mse = Losses.MeanSquaredError();

        Observation first = fruit[0];
        double loss = model.Differentiate(mse, first);
        Console.WriteLine($"loss on the first apple: {loss:0.000000}");
        Say.Gradients(model);
        foreach (LiveWeight weight in model.Weights)
            weight.Descend(learningRate: 0.5);
        Console.WriteLine($"after one update:        {model.Loss(mse, first):0.000000}    a little closer to zero");

        var random = new Random(seed);
        for (int step = 0; step < 5_000; step++)
        {
            model.Differentiate(mse, fruit[random.Next(fruit.Length)]);
            foreach (LiveWeight weight in model.Weights)
                weight.Descend(learningRate: 0.5);
        }

        Console.WriteLine("after 5,000 updates, each on a random fruit:");
        Say.Weights(model);
        model.Differentiate(mse, ObservationBatch.Of(fruit));
        Say.Gradients(model);
        Say.Outcome(model, mse, fruit);
    }

    private static void TrainInOneCall(Basket basket, int seed)
    {
        Say.Step("The same in one call", "Train goes once over the fruit, one update each; fifty times.");
        using var model = new LiveNetwork(Dense(inputs: 2, outputs: 1, Sigmoid), Colour, seed);
        using var optimizer = new LiveOptimizer(model, Optimizers.Descent(0.5));
        Observation[] fruit = basket.TwoKinds();
        Loss mse = Losses.MeanSquaredError();

        // A callback after every update, that speaks at most once a second.
        Action<double> callback = Throttle.Every<double>(
            TimeSpan.FromSeconds(1), last => Console.WriteLine($"(loss on the last fruit: {last:0.000000})"));
        var loader = new DataLoader(fruit, shuffle: true, seed: seed);
        for (int epoch = 0; epoch < 50; epoch++)
        {
            model.Train(mse, loader, optimizer, callback);
            if (epoch % 10 == 9)
                Console.WriteLine($"after {epoch + 1} times: loss {model.Loss(mse, ObservationBatch.Of(fruit)):0.000000}");
        }

        Say.Weights(model);
        model.Differentiate(mse, ObservationBatch.Of(fruit));
        Say.Gradients(model);
        Say.Outcome(model, mse, fruit);
    }

    private static void TellThreeKindsApart(Basket basket, int seed)
    {
        Say.Step("Three kinds, three neurons",
            "Each output has a kind of its own: an apple is [1, 0, 0]. A one-hot vector keeps only the place of its 1.");
        OneHotVector<string> banana = OneHot.Encode("banana", Basket.Kinds);
        Console.WriteLine($"banana: {banana} = [{string.Join(", ", banana)}]");
        Learn(Dense(inputs: 2, outputs: 3, Sigmoid), basket, seed, Losses.MeanSquaredError(), Optimizers.Descent(0.5), epochs: 40,
            batchSize: 1);
    }

    private static void GoDeeper(Basket basket, int seed)
    {
        Say.Step("A deeper chain", "Four neurons, and three that take what these give.");
        Learn(
            Chain(Dense(inputs: 2, outputs: 4, Sigmoid), Dense(inputs: 4, outputs: 3, Sigmoid)),
            basket, seed, Losses.MeanSquaredError(), Optimizers.Descent(0.5), epochs: 50, batchSize: 1);
    }

    private static void TrainOnBatches(Basket basket, int seed)
    {
        Say.Step("Batches", "All fruit at once: a product of two matrices in place of many of a matrix and a vector, and one update "
            + "for all.");
        ObservationBatch all = ObservationBatch.Of(basket.ThreeKinds());
        Console.WriteLine($"{all.Count} fruits in a batch");
        Learn(
            Chain(Dense(inputs: 2, outputs: 4, Sigmoid), Dense(inputs: 4, outputs: 3, Sigmoid)),
            basket, seed, Losses.MeanSquaredError(), Optimizers.Adam(0.05), epochs: 500, batchSize: all.Count);
    }

    private static void EndInSoftmax(Basket basket, int seed)
    {
        Say.Step("Softmax and cross-entropy",
            "Softmax makes the three outputs a probability each, and cross-entropy is the loss for probabilities.");
        using var softmax = new LiveNetwork(Softmax(), new Shape(3), seed);
        float[] shares = softmax.Call(1, 2, 3);
        Console.WriteLine(
            $"softmax([1, 2, 3]) = [{string.Join(", ", shares.Select(share => $"{share:0.0000}"))}], in all {shares.Sum():0.0000}");
        Learn(
            Chain(Dense(inputs: 2, outputs: 4, Sigmoid), Dense(inputs: 4, outputs: 3), Softmax()),
            basket, seed, Losses.CrossEntropy(), Optimizers.Adam(0.05), epochs: 500, batchSize: basket.ThreeKinds().Length);
    }

    private static void Learn(Layer network, Basket basket, int seed, Loss loss, Optimizer rule, int epochs, int batchSize)
    {
        using var model = new LiveNetwork(network, Colour, seed);
        using var optimizer = new LiveOptimizer(model, rule);
        Observation[] fruit = basket.ThreeKinds();
        Console.WriteLine(model);
        Console.WriteLine($"loss {loss}, optimizer {rule}, batches of {batchSize}");

        ObservationBatch all = ObservationBatch.Of(fruit);
        var loader = new DataLoader(fruit, batchSize, shuffle: true, seed: seed);
        Console.WriteLine($"loss before: {model.Loss(loss, all):0.000000}");
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            model.Train(loss, loader, optimizer);
            if (epoch % (epochs / 5) == 0)
                Console.WriteLine($"after epoch {epoch}: {model.Loss(loss, all):0.000000}");
        }

        Say.Weights(model);
        model.Differentiate(loss, all);
        Say.Gradients(model);
        Say.Outcome(model, loss, fruit);
    }
}
