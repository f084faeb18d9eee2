Console.WriteLine("Hello from native code.");
