Console.WriteLine("shouwen");
