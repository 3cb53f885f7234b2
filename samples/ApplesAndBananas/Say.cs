using MLFlux;

namespace ApplesAndBananas;

/// <summary>Tells a reader what is going on.</summary>
internal static class Say
{
    private static int s_step;

    public static void Step(string title, string explanation)
    {
        Console.WriteLine();
        Console.WriteLine($"{++s_step}. {title}");
        Console.WriteLine(explanation);
        Console.WriteLine();
    }

    public static void Weights(LiveNetwork model)
    {
        foreach (LiveWeight weight in model.Weights)
            Console.WriteLine($"  {weight}");
    }

    public static void Gradients(LiveNetwork model)
    {
        foreach (LiveWeight weight in model.Weights)
            Console.WriteLine($"  gradient of {weight.GradientText()}");
    }

    public static void Outcome(LiveNetwork model, Loss loss, Observation[] fruit)
    {
        int right = fruit.Count(one => IsRight(model.Call(one.Input), one.Target));
        Console.WriteLine($"loss: {model.Loss(loss, ObservationBatch.Of(fruit)):0.000000}");
        Console.WriteLine($"accuracy: {(double)right / fruit.Length:0.0000}");
    }

    private static bool IsRight(float[] output, float[] target) => target.Length == 1
        ? output[0] > 0.5f == target[0] > 0.5f
        : OneCold.Decode(output, Basket.Kinds) == OneCold.Decode(target, Basket.Kinds);
}
